/** Which addresses may be called: the configured ones, and public ones over TLS. Never one of this network. */
import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import type { TeamsCloud } from './settings.ts'

/** The address is not one that may be called. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused'
  readonly code = 'host_refused'
}

/** Nobody can say at the moment where the host is: that says nothing about the address. */
export class HostUnresolved extends Error {
  override readonly name = 'HostUnresolved'
}

/** Gives the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>

const bySystem: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address)

const isPublic = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

/** Resolves when the address may be called; throws `HostRefused` when not, `HostUnresolved` when that is not known now. */
export type Gate = (address: string) => Promise<void>

/**
 * A gate for the configured cloud. Its own origins may be private and without TLS: a test, the sandbox, a proxy. Every
 * other address comes from outside, so it must be https on a public host, by its name and by what its name resolves to.
 */
export function gateOf(cloud: TeamsCloud, resolve: Resolve = bySystem): Gate {
  const own = new Set([cloud.loginUrl, cloud.graphUrl, cloud.serviceUrl].map((url) => new URL(url).origin))
  return async (address) => {
    if (!URL.canParse(address)) throw new HostRefused('no address')
    const url = new URL(address)
    if (url.username !== '' || url.password !== '') throw new HostRefused('an address with credentials')
    if (own.has(url.origin)) return
    if (url.protocol !== 'https:' || (url.port !== '' && url.port !== '443'))
      throw new HostRefused('not https on its own port')
    const host = url.hostname.replace(/^\[|\]$/gu, '')
    const addresses = ipaddr.isValid(host) ? [host] : await resolved(host, resolve)
    if (!addresses.every(isPublic)) throw new HostRefused('a host of a private network')
  }
}

async function resolved(host: string, resolve: Resolve): Promise<readonly string[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new HostUnresolved('an unknown host', { cause })
  })
  if (addresses.length === 0) throw new HostUnresolved('an unknown host')
  return addresses
}
