"""The press that every printing room shares: letters, ornament, and WeasyPrint with one set of fonts a process.

Nothing here knows what is printed. `press.py` alone imports WeasyPrint, and is itself imported late: the site starts and
serves without Pango's libraries; only the worker and the command line draw.
"""

import threading

PANGO = threading.Lock()        # Pango's font map is not made for two threads
