"""No template code reaches the file system, the network or Python, whatever it tries."""

from pathlib import Path

import pytest

from certificates.designs.folder import BadDesign, read
from certificates.designs.sandbox import opened

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ s.__init__.__globals__ }}", "{{ self.__init__.__globals__ }}",
    "{{ words.__class__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ lipsum.__globals__['os'] }}",
    "{% include '/etc/passwd' %}", "{% include '../design.toml' %}", "{% include 'design.toml' %}",
    "{% import 'os' as os %}{{ os }}", "{% extends '/etc/hostname' %}", "{{ ''.format.__self__ }}",
    "{{ '{0.__class__}'.format(s) }}", "{{ ('%s' % s.__class__) }}", "{{ request }}", "{{ config }}", "{{ g }}",
    "{{ namespace.__init__ }}", "{{ words.update({'a': 'b'}) }}", "{% for i in range(10000000) %}{% endfor %}",
    "{{ [].append.__globals__ }}", "{{ s.modules.__add__.__objclass__ }}", "{{ joiner.__init__ }}", "{% include s %}",
    "{{ 9 ** 9 ** 9 ** 9 if false else missing }}"]


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_template_that_reaches_out_is_stopped_by_name(folder: Path, escape: str) -> None:
    (folder / "certificate.html").write_text(f"<p>antes</p>{escape}")
    with pytest.raises(BadDesign, match="«certificate.html»"):
        opened(read(folder).packed).page("certificate", {"s": read(folder).settings})


def test_what_is_filled_in_is_text_and_never_a_tag(folder: Path) -> None:
    (folder / "certificate.html").write_text("<p>{{ said }}</p>{{ words.sign }}")
    (folder / "design.toml").write_text((folder / "design.toml").read_text().replace("[words]", '[words]\nsign = "<b>"'))
    page = opened(read(folder).packed).page("certificate", {"said": "<script>x</script>"})
    assert page == "<p>&lt;script&gt;x&lt;/script&gt;</p>&lt;b&gt;"
