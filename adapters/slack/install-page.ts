/** The few pages that somebody sees who installs the app: plain HTML without scripts, in the browser's language. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Locale } from '../../src/view/text.ts'

export interface Page {
  readonly status: number
  readonly title: string
  readonly lines: readonly string[]
  readonly link?: { readonly to: string; readonly text: string }
}
export type PageName = keyof ReturnType<typeof english>

/** Where the installation begins: the page, and behind its button the way to Slack. */
export const installPath = '/slack/install'
export const toSlackPath = '/slack/install/begin'

const english = (name: string, id: string) => ({
  begin: {
    status: 200,
    title: 'Connect Slack with Countersign',
    lines: [
      'Countersign asks the right people for approval of posts and new channels, and shows each of them one message to decide from.',
      'On the next page Slack shows what the app may do. You need the right to install apps in your workspace.',
    ],
    link: { to: toSlackPath, text: 'Continue to Slack' },
  },
  installed: {
    status: 200,
    title: `${name} is connected`,
    lines: ['That is all. In Slack, type /countersign to begin. You can close this page.'],
  },
  pending: {
    status: 200,
    title: `${name} waits for its confirmation`,
    lines: [
      'The app is installed. Before anybody can use it, the people who run Countersign must allow this workspace.',
      `Tell them its id: ${id}. They allow it with: countersign installations allow ${id}`,
    ],
  },
  notAllowed: {
    status: 403,
    title: 'This workspace is not on the list',
    lines: [
      `Countersign belongs to another organisation, and ${name} (${id}) is not among the workspaces that may use it. Nothing was kept.`,
      'If it should be, ask the people who run Countersign to add this id.',
    ],
  },
  rotation: {
    status: 400,
    title: 'Token rotation is switched on',
    lines: [
      'This app hands out tokens that expire, which Countersign does not use. Nothing was kept.',
      'Make a new app from “countersign manifest slack”: token rotation cannot be switched off again.',
    ],
  },
  expired: {
    status: 400,
    title: 'Please begin again',
    lines: ['This link is too old, was used before, or belongs to another browser. Nothing was changed.'],
    link: { to: installPath, text: 'Begin again' },
  },
  cancelled: {
    status: 200,
    title: 'Nothing was installed',
    lines: ['You cancelled in Slack. You can begin again at any time.'],
    link: { to: installPath, text: 'Begin again' },
  },
  failed: {
    status: 500,
    title: 'That did not work',
    lines: [
      'The app could not be connected. Nothing was kept.',
      'Please try again. If it keeps failing, tell the people who run Countersign: the reason is in its log.',
    ],
    link: { to: installPath, text: 'Begin again' },
  },
})

const german: typeof english = (name, id) => ({
  begin: {
    status: 200,
    title: 'Slack mit Countersign verbinden',
    lines: [
      'Countersign holt Freigaben für Beiträge und neue Kanäle ein und zeigt allen Beteiligten je eine Nachricht, aus der sie entscheiden.',
      'Auf der nächsten Seite zeigt Slack, was die App darf. Sie brauchen das Recht, in Ihrem Workspace Apps zu installieren.',
    ],
    link: { to: toSlackPath, text: 'Weiter zu Slack' },
  },
  installed: {
    status: 200,
    title: `${name} ist verbunden`,
    lines: [
      'Das war alles. Geben Sie in Slack /countersign ein, um zu beginnen. Diese Seite können Sie schließen.',
    ],
  },
  pending: {
    status: 200,
    title: `${name} wartet auf die Bestätigung`,
    lines: [
      'Die App ist installiert. Bevor jemand sie nutzen kann, müssen die Betreiber von Countersign diesen Workspace zulassen.',
      `Nennen Sie ihnen die Kennung ${id}. Zugelassen wird sie mit: countersign installations allow ${id}`,
    ],
  },
  notAllowed: {
    status: 403,
    title: 'Dieser Workspace steht nicht auf der Liste',
    lines: [
      `Countersign gehört zu einer anderen Organisation, und ${name} (${id}) zählt nicht zu den Workspaces, die es nutzen dürfen. Nichts wurde gespeichert.`,
      'Falls das anders sein soll, bitten Sie die Betreiber von Countersign, diese Kennung aufzunehmen.',
    ],
  },
  rotation: {
    status: 400,
    title: 'Die Token-Rotation ist eingeschaltet',
    lines: [
      'Diese App vergibt Token, die ablaufen; Countersign verwendet solche nicht. Nichts wurde gespeichert.',
      'Legen Sie mit „countersign manifest slack“ eine neue App an: Die Token-Rotation lässt sich nicht wieder ausschalten.',
    ],
  },
  expired: {
    status: 400,
    title: 'Bitte beginnen Sie noch einmal',
    lines: [
      'Dieser Link ist zu alt, wurde schon benutzt oder gehört zu einem anderen Browser. Es hat sich nichts geändert.',
    ],
    link: { to: installPath, text: 'Noch einmal beginnen' },
  },
  cancelled: {
    status: 200,
    title: 'Es wurde nichts installiert',
    lines: ['Sie haben in Slack abgebrochen. Sie können jederzeit noch einmal beginnen.'],
    link: { to: installPath, text: 'Noch einmal beginnen' },
  },
  failed: {
    status: 500,
    title: 'Das hat nicht geklappt',
    lines: [
      'Die App konnte nicht verbunden werden. Nichts wurde gespeichert.',
      'Bitte versuchen Sie es noch einmal. Wenn es nicht gelingt, wenden Sie sich an die Betreiber von Countersign: Der Grund steht im Protokoll.',
    ],
    link: { to: installPath, text: 'Noch einmal beginnen' },
  },
})

/** The first of both languages that the browser asks for. */
export function localeOf(request: IncomingMessage, otherwise: Locale): Locale {
  const asked = /\b(de|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase()
  return asked === 'de' || asked === 'en' ? asked : otherwise
}

/** Answers with the page. `name` and `id` are the workspace's, as far as the page is about one. */
export function showPage(
  response: ServerResponse,
  page: PageName,
  { locale, name = '', id = '' }: { locale: Locale; name?: string; id?: string },
): void {
  const shown: Page = (locale === 'de' ? german : english)(name === '' ? id : name, id)[page]
  response.statusCode = shown.status
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  )
  response.end(html(shown, locale))
}

const style = `body{font:17px/1.55 system-ui,sans-serif;color:#1d2b26;background:#f4f6f3;margin:0}
main{max-width:34rem;margin:12vh auto;padding:2.5rem;background:#fff;border-radius:14px;box-shadow:0 1px 3px #0002}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}p{margin:0 0 1rem;overflow-wrap:anywhere}
a{display:inline-block;margin-top:.5rem;padding:.7rem 1.2rem;border-radius:8px;background:#1f4d3f;color:#fff;
text-decoration:none;font-weight:600}a:focus-visible{outline:3px solid #7fb8a4;outline-offset:2px}
@media(max-width:40rem){main{margin:0;border-radius:0;min-height:100vh;padding:2rem 1.25rem;box-sizing:border-box}}`

function html({ title, lines, link }: Page, locale: Locale): string {
  const text = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')
  const button = link === undefined ? '' : `\n<p><a href="${escaped(link.to)}">${escaped(link.text)}</a></p>`
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>
${text}${button}</main></body></html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
