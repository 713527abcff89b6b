"""The WSGI application that Granian serves."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")

from django.core.wsgi import get_wsgi_application

# Seconds. A thread that comes back from the database waits this long for one that computes; by default five times as
# long, and whoever holds the end of the journal's chain makes all others wait with it.
sys.setswitchinterval(0.001)

application = get_wsgi_application()
