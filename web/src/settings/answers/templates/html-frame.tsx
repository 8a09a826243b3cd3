/** What a mail shows: no script, nothing from elsewhere, links in a tab of their own. */
const POLICY = "default-src 'none'; img-src 'self' data: blob:; style-src 'unsafe-inline'"

/** Html that is not ours, where it can do nothing: on white in either theme, as in a mail program. */
export const HtmlFrame = ({ title, html }: { title: string; html: string }) => (
  <iframe
    title={title}
    sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    className="h-80 w-full resize-y rounded-md border border-line bg-white"
    srcDoc={`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank"><style>body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#1a1f1c;overflow-wrap:anywhere}img{max-width:100%}</style><body dir="auto">${html}`}
  />
)
