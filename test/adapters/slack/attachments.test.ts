import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tokenMayGoTo } from '../../../adapters/slack/hosts.ts'
import type { Attachments } from '../../../src/app/ports.ts'
import { slackAt } from '../../support/slack/harness.ts'
import { refused, WebApiDouble } from '../../support/slack/web-api-double.ts'

let api: WebApiDouble
let elsewhere: WebApiDouble
let attachments: Attachments

beforeEach(async () => {
  api = await new WebApiDouble().start()
  elsewhere = await new WebApiDouble().start()
  attachments = slackAt(api.url).attachments
})
afterEach(async () => {
  await api.stop()
  await elsewhere.stop()
})

const limits = { maxBytes: 100 }
const at = (path: string) => new URL(path, api.url).href
const described = (also: object = {}) => ({
  json: {
    ok: true,
    file: {
      id: 'F1',
      name: 'a.png',
      mimetype: 'image/png',
      size: 4,
      url_private_download: at('/files/a'),
      ...also,
    },
  },
})
const bytes = { status: 200, headers: { 'content-type': 'image/png' }, body: 'PNG!' }
const fetched = () => attachments.fetch({ id: 'F1' }, limits)

describe('files', () => {
  test('given a file, then its bytes come with the token, its name and where it is from', async () => {
    api.always('files.info', described()).always('/files/a', bytes)
    expect(await fetched()).toEqual({
      ok: true,
      bytes: Buffer.from('PNG!'),
      name: 'a.png',
      mimeType: 'image/png',
      source: 'slack:F1',
    })
    expect(api.of('/files/a')[0]?.authorization).toBe('Bearer xoxb-test')
  })

  test('given a redirect to the same host, then it is followed', async () => {
    api.always('files.info', described()).always('/files/b', bytes)
    api.always('/files/a', { status: 302, headers: { location: '/files/b' } })
    expect(await fetched()).toMatchObject({ ok: true })
  })

  test('given an address or a redirect elsewhere, then the token does not go there', async () => {
    const there = new URL('/steal', elsewhere.url).href
    api.next('files.info', described({ url_private_download: there }), described())
    api.always('/files/a', { status: 302, headers: { location: there } })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
    expect(elsewhere.calls).toEqual([])
  })

  test('given a redirect in circles, then it is given up', async () => {
    api.always('files.info', described())
    api.always('/files/a', { status: 302, headers: { location: '/files/a' } })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
  })

  test('given too many bytes, announced or not, then they are not taken', async () => {
    api.next('files.info', described({ size: 101 }), described())
    api.always('/files/a', { ...bytes, body: 'x'.repeat(101) })
    expect(await fetched()).toEqual({ ok: false, reason: 'too_large' })
    expect(api.of('/files/a')).toEqual([])
    expect(await fetched()).toEqual({ ok: false, reason: 'too_large' })
  })

  test('given the sign-in page instead of the file, then it is not taken for the file', async () => {
    api.always('files.info', described())
    api.always('/files/a', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
  })

  test('given a file that is gone, or Slack gone, then that is told', async () => {
    api.next('files.info', refused('file_not_found'), described({ mode: 'tombstone' }), 'drop', described())
    api.always('/files/a', 'drop')
    expect(await fetched()).toEqual({ ok: false, reason: 'not_found' })
    expect(await fetched()).toEqual({ ok: false, reason: 'not_found' })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
    expect(await fetched()).toEqual({ ok: false, reason: 'unavailable' })
  })
})

describe('where the token may go', () => {
  const slack = 'https://slack.com/api/'
  test.each([
    ['https://slack.com/api/x', slack, true],
    ['https://files.slack.com/files-pri/T1-F1/a.png', slack, true],
    ['https://hooks.slack.com/actions/1', slack, true],
    ['http://files.slack.com/a', slack, false],
    ['https://slack.com.evil.example/a', slack, false],
    ['https://evilslack.com/a', slack, false],
    ['https://slack.com@evil.example/a', slack, false],
    ['https://user:pass@files.slack.com/a', slack, false],
    ['https://files.slack.com:8443/a', slack, false],
    ['https://10.0.0.1/a', slack, false],
    ['http://169.254.169.254/latest', slack, false],
    ['http://[::1]/a', slack, false],
    ['file:///etc/passwd', slack, false],
    ['nonsense', slack, false],
    ['http://127.0.0.1:4003/files/a', 'http://127.0.0.1:4003/api/', true],
    ['http://127.0.0.1:4004/files/a', 'http://127.0.0.1:4003/api/', false],
    ['https://proxy.example.com/files/a', 'https://proxy.example.com/slack/api/', true],
  ])('given %s with the API at %s, then %s', (address, apiUrl, allowed) => {
    expect(tokenMayGoTo(address, apiUrl)).toBe(allowed)
  })
})
