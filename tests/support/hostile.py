"""Forty texts that try to run, to fetch or to be shown as something else, as documents may."""

OUTSIDE = "http://outside.example"
_RUN = "document.title='owned'"

PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"<SCRIPT SRC={OUTSIDE}/a.js></SCRIPT>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f'<img src=x onerror="{_RUN}">',
    f"<img src={OUTSIDE}/b.png width=1>",
    f'<img srcset="{OUTSIDE}/c.png 1x">',
    f'<svg onload="{_RUN}"></svg>',
    f"<svg><script>{_RUN}</script></svg>",
    f'<svg><image href="{OUTSIDE}/d.png"/></svg>',
    f'<svg><a xlink:href="javascript:{_RUN}"><text>go</text></a></svg>',
    f'<math><mtext><img src=x onerror="{_RUN}"></mtext></math>',
    f'<body onload="{_RUN}">',
    f'<details open ontoggle="{_RUN}">open</details>',
    f'<input autofocus onfocus="{_RUN}">',
    f'<video src={OUTSIDE}/e.mp4 onerror="{_RUN}"></video>',
    f"<audio src={OUTSIDE}/f.mp3 autoplay></audio>",
    f'<iframe src="{OUTSIDE}/g"></iframe>',
    f'<iframe srcdoc="<script>parent.{_RUN}</script>"></iframe>',
    f'<object data="{OUTSIDE}/h"></object>',
    f'<embed src="{OUTSIDE}/i">',
    f'<link rel=stylesheet href="{OUTSIDE}/j.css">',
    f"<style>@import url({OUTSIDE}/k.css); body{{display:none}}</style>",
    f'<p style="background:url({OUTSIDE}/l.png)">styled</p>',
    f'<base href="{OUTSIDE}/">',
    f'<meta http-equiv=refresh content="0;url={OUTSIDE}/m">',
    f'<form action="{OUTSIDE}/n"><button>Ask</button></form>',
    f'<a href="javascript:{_RUN}">click</a>',
    f'<a href="{OUTSIDE}/o" ping="{OUTSIDE}/p">click</a>',
    f"![picture]({OUTSIDE}/q.png)",
    f"[click](javascript:{_RUN})",
    f"[![x]({OUTSIDE}/r.png)]({OUTSIDE}/s)",
    f"<{OUTSIDE}/t>",
    f"</mark></blockquote></details></li></ol><script>{_RUN}</script>",
    f'" autofocus onfocus="{_RUN}" x="',
    f"' onmouseover='{_RUN}' y='",
    f"${{{_RUN}}} {{{{constructor.constructor(`{_RUN}`)()}}}} #{{{_RUN}}}",
    f"&lt;script&gt;{_RUN}&lt;/script&gt; &#60;img src=x onerror={_RUN}&#62;",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e <!-- --><!--",
    f"<template><script>{_RUN}</script></template><noscript><img src={OUTSIDE}/u></noscript>",
    "\x1b[31mred\x1b[0m \u202egnp.exe\u202c \x00 \x9b2J <plaintext>",
)

NAMES = (
    "<img src=x onerror=document.title=1>.txt",
    "<script>document.title='owned'<script>.md",
    "javascript:document.title=1.txt",
    '" onfocus="document.title=1" autofocus x=".txt',
    "${document.title=1}.txt",
    "![x](http:outside.example).md",
)


def sentence(number: int) -> str:
    """A sentence that answers a question of its own and holds a payload."""
    return f"Vessel number{number} carried {PAYLOADS[number]} to the island of Mainau."


def question(number: int) -> str:
    return f"Vessel number{number} carried what to the island of Mainau?"
