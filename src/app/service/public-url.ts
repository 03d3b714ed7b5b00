import ipaddr from 'ipaddr.js'

const longest = 2000
/** Names that mean this machine or this network (RFC 6761, RFC 6762, RFC 8375, and what routers make up). */
const localNames = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa']

/**
 * Whether an address can be shown as a link and be reached by the public: absolute, http or https, without credentials
 * (`https://bank.example@evil.example` misleads readers), and on a host that is no private one. Looks nothing up.
 */
export function urlProblem(text: string): 'invalid_url' | 'url_not_public' | null {
  // The parser would silently drop line breaks and read a backslash as a slash: what is shown would not be what is opened.
  if (text.length > longest || /[\s\\]/u.test(text) || !URL.canParse(text)) return 'invalid_url'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'invalid_url'
  // `https:example.com` is parsed as if the slashes were there.
  if (!/^https?:\/\/[^/]/iu.test(text) || url.hostname === '') return 'invalid_url'
  if (url.username !== '' || url.password !== '') return 'invalid_url'
  return isPublicHost(url.hostname) ? null : 'url_not_public'
}

function isPublicHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '')
    .toLowerCase()
  // `process` sees through IPv4 addresses that are written as IPv6.
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === 'unicast'
  if (!host.includes('.')) return false
  return !localNames.some((name) => host === name || host.endsWith(`.${name}`))
}
