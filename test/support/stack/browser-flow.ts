/** A browser that follows links and redirects by hand, keeps cookies for each site, and takes one name for an address. */
export interface Visit {
  readonly status: number
  readonly url: string
  readonly text: string
}

export class BrowserFlow {
  readonly #cookies = new Map<string, Map<string, string>>()
  readonly #hosts: ReadonlyMap<string, string>
  readonly #language: string

  /** `hosts`: where an origin really is, so that the product can have a public address. */
  constructor(hosts: Readonly<Record<string, string>>, language = 'en') {
    this.#hosts = new Map(Object.entries(hosts))
    this.#language = language
  }

  /** Opens an address and follows redirects, with `until` none that leads to an address that begins so. */
  async open(
    address: string,
    form: Readonly<Record<string, string>> | null = null,
    until = ' ',
  ): Promise<Visit> {
    let url = address
    let body = form
    for (let hop = 0; hop < 10; hop++) {
      const answer = await this.#ask(url, body)
      const location = answer.headers.get('location')
      if (location === null) return { status: answer.status, url, text: await answer.text() }
      await answer.body?.cancel()
      url = new URL(location, url).href
      body = null
      if (url.startsWith(until)) return { status: answer.status, url, text: '' }
    }
    throw new Error('too many redirects')
  }

  async #ask(url: string, form: Readonly<Record<string, string>> | null): Promise<Response> {
    const { origin, pathname, search } = new URL(url)
    const jar = this.#cookies.get(origin) ?? new Map<string, string>()
    this.#cookies.set(origin, jar)
    const answer = await fetch(`${this.#hosts.get(origin) ?? origin}${pathname}${search}`, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': this.#language,
      },
      ...(form === null ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
}

/** Fields of the first form that holds the text. */
export function formWith(html: string, text: string): { action: string; fields: Record<string, string> } {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([one]) => one)
    .find((one) => one.includes(text))
  if (form === undefined) throw new Error(`no form with ${text}`)
  const attribute = (tag: string, name: string) =>
    (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag)
  return {
    action: attribute(form, 'action'),
    fields: Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
  }
}
