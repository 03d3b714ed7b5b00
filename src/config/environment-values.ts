import { isIP } from 'node:net'
import type { Complain, Lookup } from './environment.ts'
import type { Environment } from './types.ts'

const defaultDatabase: Environment['database'] = { type: 'sqlite', file: './data/countersign.db' }

/** `sqlite:./path`, `sqlite::memory:` (for tests), `postgres://…` or `postgresql://…`, where `pool=` is a whole number. */
export function databaseFrom(look: Lookup, complain: Complain): Environment['database'] {
  const text = look('DATABASE_URL')
  if (text === null) return defaultDatabase
  if (/^sqlite:/i.test(text)) return sqliteFrom(text.slice('sqlite:'.length), complain) ?? defaultDatabase
  if (!/^postgres(ql)?:/i.test(text)) {
    const message = 'must begin with sqlite: or postgres://'
    complain('DATABASE_URL', message, 'For example sqlite:./data/countersign.db.')
  } else if (!isServer(text))
    complain(
      'DATABASE_URL',
      'must name a host and a database, as in postgres://user:password@host:5432/countersign',
      'Special characters in the password are written with %, for example %23 for #.',
    )
  else if (!countsConnections(text))
    complain(
      'DATABASE_URL',
      'must have a whole number from 1 to 1000 behind pool=, once',
      'It is how many connections a replica opens at most: pool=20, for example. Left out it is 10.',
    )
  else return { type: 'postgres', url: text }
  return defaultDatabase
}

/** What nobody can read as a number would otherwise become ten in silence. */
function countsConnections(text: string): boolean {
  const [pool, ...more] = new URL(text).searchParams.getAll('pool')
  return pool === undefined || (more.length === 0 && /^([1-9]\d{0,2}|1000)$/.test(pool))
}

/** A host, a database, and no % that stands for nothing. */
function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, username, password, pathname } = new URL(text)
  const broken = [username, password, pathname].some((part) => /%(?![0-9a-f]{2})/i.test(part))
  return hostname !== '' && pathname.length > 1 && !broken
}

function sqliteFrom(rest: string, complain: Complain): Environment['database'] | null {
  const example = 'For example sqlite:./data/countersign.db.'
  // `sqlite:///var/x.db` is common for an absolute path; with two slashes the first folder would be a host.
  const file = rest.startsWith('///') ? rest.slice(2) : rest
  if (file === '') return complain('DATABASE_URL', 'names no file after sqlite:', example)
  if (file.startsWith('//'))
    return complain('DATABASE_URL', 'must have one slash or three after sqlite:, not two', example)
  if (/[?#]/.test(file))
    return complain('DATABASE_URL', 'cannot have parameters after the file name', example)
  return { type: 'sqlite', file }
}

/** 1 to 65535; 0, any free port, is for tests. */
export function portFrom(look: Lookup, complain: Complain): number {
  const text = look('PORT')
  if (text === null) return 3000
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  complain('PORT', 'must be a number from 1 to 65535', 'For example 3000.')
  return 3000
}

/** An IP address or a host name, without scheme and port. */
export function hostFrom(look: Lookup, complain: Complain): string | null {
  const text = look('HOST')
  if (text === null || isIP(text) !== 0) return text
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) && !/^[\d.]+$/.test(text)) return text
  return complain(
    'HOST',
    'must be an address to listen on, without scheme and port',
    'For example 0.0.0.0 or 127.0.0.1.',
  )
}

/** An https URL without credentials, query and fragment; http only on this machine. */
export function urlFrom(name: string, look: Lookup, complain: Complain): string | null {
  const text = look(name)
  if (text === null) return null
  if (!URL.canParse(text)) return complain(name, 'must be a URL that begins with https://')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return complain(name, 'must begin with https:// (http:// only for this machine itself)')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return complain(name, 'must be a plain URL without a user name, “?” or “#”')
  return url.href
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
