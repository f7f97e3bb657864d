"""Small tools of the project, each with one purpose."""
