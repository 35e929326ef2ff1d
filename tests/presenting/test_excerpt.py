import samples
from tachograph.presenting.article import lay_out
from tachograph.presenting.excerpt import excerpt, one_line, safe, web_address


def test_safe_takes_out_what_drives_a_terminal_or_turns_text_round():
    assert safe("a\x1b[31mb\x00\x9b\u202ec\td\n") == "a\ufffd[31mb\ufffd\ufffd\ufffdc\td\n"
    assert one_line(" a\n\tb\r\n ") == "a b\ufffd"


def test_short_article_is_shown_whole():
    (article,) = lay_out([samples.lumen()])
    assert list(excerpt(article)) == list(article.lines())


def test_long_article_is_cut_to_what_is_flagged():
    (article,) = lay_out([samples.huge(100_000)])
    (line,) = excerpt(article)
    text = "".join(piece.text for piece in line)
    assert "7 cars" in text
    assert text.count("[…]") == 2
    assert len(text) < 1500


def test_only_web_addresses_are_links():
    assert web_address("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for source in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://a b",
        'https://e.org/"x',
        "data:x",
        "-",
        "http://",
    ):
        assert web_address(source) is None
