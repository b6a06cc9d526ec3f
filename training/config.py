"""Every setting, read once from the environment and checked at start; a wrong one is named."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT, PRODUCTION = "development", "production"
SIGNER_NEEDS = {"none": (), "file": ("SIGNER_FILE",), "pkcs11": ("SIGNER_LIBRARY", "SIGNER_TOKEN", "SIGNER_KEY")}


class BadSetting(SystemExit):
    """A setting that would be unsafe to run with; the message says which and what to do."""


def _choice(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env.get(name, default)
    if value not in allowed:
        raise BadSetting(f"{name}={value!r}: use one of {', '.join(allowed)}.")
    return value


def _number(env: Mapping[str, str], name: str, default: int, lowest: int = 0) -> int:
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) < lowest:
        raise BadSetting(f"{name}={text!r}: use a whole number from {lowest} up.")
    return int(text)


def _secret(env: Mapping[str, str], instance: Path, mode: str) -> str:
    """The given secret; in development one kept in a file, so that a restart signs nobody out."""
    given = env.get("SECRET_KEY", "")
    if given or mode == PRODUCTION:
        return given
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


def _public_url(env: Mapping[str, str]) -> str:
    url = env.get("PUBLIC_URL", "").rstrip("/")
    if not url:
        return f"http://127.0.0.1:{env.get('PORT', '8000')}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or len(url) > 80:
        raise BadSetting(f"PUBLIC_URL={url!r}: write the full address, such as https://replica.example.pe "
                         "(80 characters at most).")
    return url


def _database(env: Mapping[str, str], instance: Path) -> str:
    url = env.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{instance / 'replica.db'}"
    if url.startswith("postgres://"):
        url = "postgresql" + url.removeprefix("postgres")
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _retention(env: Mapping[str, str]) -> dict[str, object]:
    """How many days what is kept of people is kept; whoever runs the programme sets them. See docs/keeping.md."""
    return {
        "KEEP_SESSIONS": _number(env, "KEEP_SESSIONS", 30, 1),
        "KEEP_TEXT": _number(env, "KEEP_TEXT", 90, 1),  # comments and notes, from the closing of the cohort on
        "KEEP_ANSWERS": _number(env, "KEEP_ANSWERS", 365, 30),  # from the closing on; the score stays
        "KEEP_ATTENDANCE": _number(env, "KEEP_ATTENDANCE", 1826, 365),  # marks and photos of sheets: five years
        "KEEP_RECORD": _number(env, "KEEP_RECORD", 730, 90),  # the record of acts, codes that were given
        "KEEP_JOBS": _number(env, "KEEP_JOBS", 90, 7),  # finished work and its errors
        "KEEP_REQUESTS": _number(env, "KEEP_REQUESTS", 90, 7),  # of people who asked to join and were answered
    }


def _signer(env: Mapping[str, str]) -> dict[str, object]:
    """Who signs the drawn files (docs/deploy.md says more); what is secret may stand in a file, named by NAME_FILE.

    none: by hand, or in lots outside. file: SIGNER_FILE (PKCS#12, or PEM with the key), SIGNER_PASSPHRASE. pkcs11:
    SIGNER_LIBRARY (a path), SIGNER_TOKEN and SIGNER_KEY (labels; the certificate bears the key's), SIGNER_PIN.
    For both: SIGNER_CHAIN (PEM, further certificates), SIGNATURE_LOOK. SIGNATURE_ROOTS: a folder with the certificates
    of those whose signatures are trusted.
    """
    kind = _choice(env, "SIGNER", "none", tuple(SIGNER_NEEDS))
    missing = [name for name in SIGNER_NEEDS[kind] if not env.get(name)]
    if missing:
        raise BadSetting(f"SIGNER={kind}: also set {', '.join(missing)}.")
    settings: dict[str, object] = {"SIGNER": kind, "SIGNATURE_LOOK": _choice(
        env, "SIGNATURE_LOOK", "invisible", ("invisible", "visible"))}
    for name in ("SIGNER_FILE", "SIGNER_CHAIN", "SIGNER_LIBRARY", "SIGNER_TOKEN", "SIGNER_KEY", "SIGNATURE_ROOTS"):
        settings[name] = env.get(name, "")
    for name in ("SIGNER_FILE", "SIGNER_CHAIN", "SIGNER_LIBRARY"):
        if settings[name] and not os.access(str(settings[name]), os.R_OK):
            raise BadSetting(f"{name}={settings[name]!r}: there is no such file, or it cannot be read.")
    roots = str(settings["SIGNATURE_ROOTS"])
    if roots and not any(Path(roots).glob("*")):
        raise BadSetting(f"SIGNATURE_ROOTS={roots!r}: name a folder with certificates (PEM or DER).")
    return settings | {name: _kept_secret(env, name) for name in ("SIGNER_PASSPHRASE", "SIGNER_PIN")}


def _kept_secret(env: Mapping[str, str], name: str) -> str:
    path = env.get(f"{name}_FILE", "")
    if not path:
        return env.get(name, "")
    try:
        return Path(path).read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{name}_FILE={path!r}: there is no such file, or it cannot be read.") from None


def weak(secret: str) -> bool:
    """Whether a secret is too short or too plain to sign sessions and codes with."""
    return len(secret) < 32 or len(set(secret)) < 10 or "change" in secret.lower()


def read_settings(env: Mapping[str, str] | None = None) -> dict[str, object]:
    """Settings for Flask from ``env`` (default: the process's). Raises BadSetting with the name of the culprit."""
    env = os.environ if env is None else env
    mode = _choice(env, "REPLICA_ENV", DEVELOPMENT, (DEVELOPMENT, PRODUCTION))
    instance = Path(env.get("INSTANCE_DIR", str(ROOT / "instance"))).resolve()
    public_url = _public_url(env)
    settings: dict[str, object] = {
        "REPLICA_ENV": mode,
        "INSTANCE_DIR": str(instance),
        "CONTENT_DIR": env.get("CONTENT_DIR", str(ROOT / "content")),
        "LIVE_CONTENT": mode == DEVELOPMENT and _choice(env, "LIVE_CONTENT", "yes", ("yes", "no")) == "yes",
        "SECRET_KEY": _secret(env, instance, mode),
        "SIGNING_KEY_FILE": env.get("SIGNING_KEY_FILE", str(instance / "signing_key.pem")),
        "REGISTER_OUTSIDE": env.get("REGISTER_OUTSIDE", ""),  # a folder that is mounted from elsewhere; see register.outside
        "PUBLIC_URL": public_url,
        "SQLALCHEMY_DATABASE_URI": _database(env, instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},  # an error in the log names no person
        "JOBS_URL": env.get("JOBS_URL", ""),
        "DRAWING_PROCESSES": _number(env, "DRAWING_PROCESSES", 0),
        "STORE": _choice(env, "STORE", "folder", ("folder", "database")),
        **_retention(env),
        "PROXIES": _number(env, "PROXIES", 1 if mode == PRODUCTION else 0),
        "MAX_CONTENT_LENGTH": 2_200_000,  # a roster of 2 MB and the form around it
        "MAX_FORM_MEMORY_SIZE": 2_200_000,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_NAME": "replica",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": public_url.startswith("https://"),
        "WTF_CSRF_TIME_LIMIT": None,  # bound to the session, which has its own end
        "WTF_CSRF_SSL_STRICT": False,  # no Referer leaves our pages (Referrer-Policy)
        "BABEL_DEFAULT_LOCALE": "es_PE",
        "BABEL_DEFAULT_TIMEZONE": "America/Lima",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "COMPRESS_ALGORITHM": ["gzip"],
        "COMPRESS_LEVEL": 3,
        "COMPRESS_STREAMS": False,
        **_signer(env),
    }
    if mode == PRODUCTION:
        _check_production(settings, env)
        # The Host header is the visitor's word; monitors on the machine itself call by address.
        settings["TRUSTED_HOSTS"] = [str(urlsplit(public_url).hostname), "127.0.0.1", "localhost"]
    return settings


def _check_production(settings: Mapping[str, object], env: Mapping[str, str]) -> None:
    problems = []
    if weak(str(settings["SECRET_KEY"])):
        problems.append("SECRET_KEY is missing or weak: give 32 random characters or more "
                        "(python3 -c 'import secrets; print(secrets.token_hex(32))').")
    if not env.get("PUBLIC_URL"):
        problems.append("PUBLIC_URL is missing: it goes into every QR code and link that leaves.")
    if problems:
        raise BadSetting("Réplica does not start in production:\n- " + "\n- ".join(problems))
