"""A coarse name for a browser, for its owner to recognise in the list of her sessions. Pure."""

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux"))


def device_name(user_agent: str) -> str:
    """``Chrome, Android``; empty when nothing is recognised. Versions are left out: they only help to track."""
    parts = (next((name for mark, name in table if mark in user_agent), "") for table in (_BROWSERS, _SYSTEMS))
    return ", ".join(part for part in parts if part)
