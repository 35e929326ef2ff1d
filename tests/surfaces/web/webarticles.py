"""Articles with planted errors."""

ARTICLE = """Two makers in January
3 February 2026

NIO delivered 27,182 vehicles in January 2026, an increase of 96.1% from 13,863 in January 2025.

Li Auto delivered 27,668 vehicles, down 37.5% year-on-year.

| Maker | January 2026 |
|---|---:|
| NIO | 27,182 |
| Li Auto | 27,668 |
| Total | 45,850 |
"""
"""The total is 54,850, and 37.5% is the change from December."""

HOSTILE = (
    "<script>document.title='owned'</script><style>body{display:none}</style> Lumen\u202e sold <b>32,000</b> cars "
    "in May 2025, up 60% from 25,000 in May 2024. <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} \x1b[31m \x00 "
    '"><a href="javascript:alert(2)">x</a> 🚗 Ⅻ ٣ ＜'
)
