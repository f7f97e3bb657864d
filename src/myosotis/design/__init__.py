"""The look: paper, not dashboard; a letter, not an app.

This room owns the styles, the fonts, the base layouts, one folder for each component (markup, style,
script), and the plain cards a page may know of a thing. It has no tables and knows no other room but `kit`.

A template says `{% part "button" label=_("Go on") kind="primary" %}` or wraps words in
`{% wrap "notice" %}…{% endwrap %}`; both tags are builtins (`OPTIONS["builtins"]` lists
`myosotis.design.templatetags.look`). A component that is not in the list, or a word it does not know,
stops the page at compile time instead of drawing half of it.

The rules nothing here may break: no inline style or script, nothing from elsewhere, every page works
without scripts, no picture before somebody asked to look, one primary button a page.
"""
