import { describe, expect, test } from 'vitest'
import { urlProblem } from '../../../src/app/service/public-url.ts'

describe('given a link that somebody typed', () => {
  test.each([
    'https://example.com/path?x=1#top',
    'http://sub.example.co.uk',
    'https://bücher.example/seite',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('when it is %s, then it is taken', (url) => {
    expect(urlProblem(url)).toBeNull()
  })

  test.each([
    'example.com',
    '/relative',
    'https:example.com',
    'javascript:alert(1)',
    'mailto:ada@example.com',
    'https://',
    'https://user@example.com',
    'https://bank.example:x@evil.example',
    'https://exa\nmple.com',
    'https:\\\\example.com',
    `https://example.com/${'a'.repeat(2000)}`,
  ])('when it is %j, then it is no link', (url) => {
    expect(urlProblem(url)).toBe('invalid_url')
  })

  test.each([
    'http://localhost:3000',
    'http://LOCALHOST./',
    'http://intranet/page',
    'http://printer.local',
    'http://db.internal',
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://10.1.2.3',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]',
    'http://[::ffff:10.0.0.1]',
    'http://[fd00::1]',
    'http://100.64.0.1',
  ])('when it is %s, then it is not for the public', (url) => {
    expect(urlProblem(url)).toBe('url_not_public')
  })
})
