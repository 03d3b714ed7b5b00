const defaultPool = 10

/** The settings of `pg` for the address; `pool=` in it is ours, and a whole number: the configuration looks. */
export function settingsOf(url: string): { readonly connectionString: string; readonly max: number } {
  const address = new URL(url)
  const max = Number(address.searchParams.get('pool') ?? defaultPool)
  address.searchParams.delete('pool')
  // `pg` does as much, and warns on many lines that it will do less one day.
  if (/^(require|prefer|verify-ca)$/.test(address.searchParams.get('sslmode') ?? ''))
    if (!address.searchParams.has('uselibpqcompat')) address.searchParams.set('sslmode', 'verify-full')
  return { connectionString: address.href, max }
}

/** The database's address without user, password and parameters, for messages. */
export function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${decodeURI(pathname)}`
}
