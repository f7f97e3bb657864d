"""`python -m myosotis`: the same door as ./myosotis."""

from myosotis.cli import main

main()
