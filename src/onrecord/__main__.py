"""`python -m onrecord` is the command `onrecord`."""

from onrecord.present.cli import main

main()
