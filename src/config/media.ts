import type { Complain, Lookup } from './environment.ts'
import { isLoopback } from './environment-values.ts'
import type { Environment } from './types.ts'

const example = 'For example s3://bucket/countersign?region=eu-central-1.'
const known = ['endpoint', 'region', 'style', 'plain']

/**
 * Where the bytes of media are kept: `s3://bucket/prefix?endpoint=https://…&region=…`, with the usual `AWS_…` variables.
 * Null, the database, without `MEDIA_URL`. Complains about half a configuration.
 */
export function mediaFrom(look: Lookup, complain: Complain): Environment['media'] {
  const text = look('MEDIA_URL')
  if (text === null) return null
  if (!URL.canParse(text) || !text.startsWith('s3://'))
    return complain('MEDIA_URL', 'must begin with s3://', example)
  const url = new URL(text)
  const bucket = url.host
  if (url.username !== '' || url.password !== '')
    return complain('MEDIA_URL', 'must not hold a key', 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    return complain('MEDIA_URL', 'must name a bucket after s3://, in small letters', example)
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '')
  if (!/^[\w!.*'()/-]*$/.test(prefix) || /(^|\/)\.{0,2}(\/|$)/.test(prefix === '' ? 'x' : prefix))
    return complain('MEDIA_URL', 'may have only letters, digits and -_.!*() in the path', example)
  const stray = [...url.searchParams.keys()].find((name) => !known.includes(name))
  if (stray !== undefined || url.hash !== '')
    return complain('MEDIA_URL', `may have only these parameters: ${known.join(', ')}`, example)
  const region = url.searchParams.get('region') ?? look('AWS_REGION')
  if (region === null || !/^[a-z0-9-]{1,40}$/.test(region))
    return complain('MEDIA_URL', 'needs region=, or AWS_REGION beside it', example)
  const objects = objectsOf({ url, bucket, prefix, region }, complain)
  const keys = keysFrom(look, complain)
  return objects === null || keys === null
    ? null
    : { name: `s3://${[bucket, prefix].filter(Boolean).join('/')}`, objects, region, ...keys }
}

type Keys = Pick<NonNullable<Environment['media']>, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>

function keysFrom(look: Lookup, complain: Complain): Keys | null {
  const accessKeyId = look('AWS_ACCESS_KEY_ID')
  const secretAccessKey = look('AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === null) complain('AWS_ACCESS_KEY_ID', 'is needed with MEDIA_URL')
  if (secretAccessKey === null) complain('AWS_SECRET_ACCESS_KEY', 'is needed with MEDIA_URL')
  if (accessKeyId === null || secretAccessKey === null) return null
  return { accessKeyId, secretAccessKey, sessionToken: look('AWS_SESSION_TOKEN') }
}

/** The address in front of every object's key, with a slash at its end. */
function objectsOf(
  { url, bucket, prefix, region }: { url: URL; bucket: string; prefix: string; region: string },
  complain: Complain,
): string | null {
  const text = url.searchParams.get('endpoint')
  const place = text ?? `https://s3.${region}.amazonaws.com`
  if (!URL.canParse(place)) return complain('MEDIA_URL', 'has an endpoint that is no address', example)
  const endpoint = new URL(place)
  const plain = url.searchParams.get('plain') === 'yes' || isLoopback(endpoint.hostname)
  if (endpoint.protocol !== 'https:' && !(endpoint.protocol === 'http:' && plain))
    return complain(
      'MEDIA_URL',
      'has an endpoint that does not begin with https://',
      'On a network of your own, plain=yes allows http://.',
    )
  if (endpoint.pathname !== '/' || endpoint.search !== '' || endpoint.username !== '')
    return complain('MEDIA_URL', 'has an endpoint with more than scheme, host and port', example)
  const style = url.searchParams.get('style') ?? (text === null && !bucket.includes('.') ? 'host' : 'path')
  if (style !== 'host' && style !== 'path')
    return complain('MEDIA_URL', 'may have style=path or style=host', example)
  if (style === 'host') endpoint.hostname = `${bucket}.${endpoint.hostname}`
  else endpoint.pathname = `/${bucket}`
  return `${endpoint.href.replace(/\/$/, '')}/${prefix === '' ? '' : `${prefix}/`}`
}
