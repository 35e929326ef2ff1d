import pytest

from tachograph.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("BYD sold 480,186 cars in November.", "en"),
        ("BYD (比亚迪) sold 480,186 cars in November, and so did its brand Fangchengbao (方程豹).", "en"),
        ("比亚迪11月销量为480,186辆，同比下降5.25%。", "zh"),
        ("小米SU7、理想L9、AITO M9、NIO ES8和XPeng G6的11月销量", "zh"),
        ("12,345 67%", "en"),
        ("", "en"),
    ],
)
def test_the_script_tells_the_language(text, lang):
    assert language_of(text) == lang
