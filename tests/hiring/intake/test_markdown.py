import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.intake.markdown import ATTRIBUTES, SCHEMES, TAGS, render_markdown


def test_the_usual_pieces():
    text = (
        "# What you run\n\nThe **fraud** score, *live*.\n\n- Latency\n- Cost\n\n[Our site](https://example.org/a?b=c)"
    )
    assert render_markdown(text) == (
        "<h3>What you run</h3>\n<p>The <strong>fraud</strong> score, <em>live</em>.</p>\n"
        "<ul>\n<li>Latency</li>\n<li>Cost</li>\n</ul>\n"
        '<p><a href="https://example.org/a?b=c" rel="noopener noreferrer nofollow">Our site</a></p>\n'
    )


def test_headings_start_below_those_of_the_page_and_skip_none():
    html = render_markdown("## First\n\n#### Second\n\n###### Third\n\n## Again")
    assert re.findall(r"<h\d", html) == ["<h3", "<h4", "<h5", "<h3"]


def test_tables_are_kept():
    html = render_markdown("| Measure | Today |\n| --- | --- |\n| Latency | 400 ms |")
    assert "<th>Measure</th>" in html
    assert "<td>400 ms</td>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>here</a>",
        "<p style='color:red' onclick='alert(1)'>red</p>",
        "<iframe src='https://example.org'></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<style>body{display:none}</style>",
        "<form action='https://example.org'><input name='password'></form>",
        "<!-- hidden --><meta http-equiv='refresh' content='0'>",
    ],
)
def test_html_is_shown_as_it_was_typed_and_never_runs(text):
    html = render_markdown(text)
    assert not re.search(r"<(?!/?p>)", html)
    assert "&lt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "/accounts/logout/",
        "//example.org",
    ],
)
def test_a_link_goes_to_the_web_or_to_mail_only(address):
    for text in (f"[here]({address})", f"[here](<{address}>)", f"<{address}>", f"[here][1]\n\n[1]: {address}"):
        assert "href" not in render_markdown(text)


def test_links_to_web_and_mail_work():
    assert 'href="mailto:jobs@example.org"' in render_markdown("[Write](mailto:jobs@example.org)")
    assert 'href="http://example.org"' in render_markdown("<http://example.org>")


def test_images_are_not_loaded():
    html = render_markdown("![a chart](https://example.org/pixel.png)")
    assert "<img" not in html


@given(st.text(alphabet=st.sampled_from("<>&\"'[]()!#*`|:/ \nascriptjvonlk=;\\"), max_size=80))
def test_nothing_but_the_named_tags_and_attributes_comes_out(text):
    html = render_markdown(text)
    for tag, attributes in re.findall(r"<([a-z0-9]+)((?:\s[^<>]*)?)>", html):
        assert tag in TAGS
        names = set(re.findall(r"\s([a-z-]+)=", attributes))
        assert names <= ATTRIBUTES.get(tag, set()) | {"rel"}
    for scheme in re.findall(r'href="([^":/?#]*):', html):
        assert scheme.lower() in SCHEMES
