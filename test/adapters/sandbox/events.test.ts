import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { movableClock } from '../../../adapters/sandbox/clock.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'

const minute = 60_000

test('given a bot that fails, when somebody writes to it, then Slack tries again at once, after one and after five minutes', async () => {
  const attempts: (string | undefined)[] = []
  let arrived = () => {}
  const bot = createServer((request, response) => {
    attempts.push(String(request.headers['x-slack-retry-num'] ?? 'first'))
    request.resume()
    response.writeHead(500).end()
    arrived()
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  const bound = bot.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const clock = movableClock(0, () => 1_000_000)
  const slack = createSlackServer({
    clock,
    signingSecret: 'secret',
    botToken: 'token',
    eventsUrl: () => `http://127.0.0.1:${port}/`,
    origin: () => '',
    rateLimits: false,
  })
  const logged = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (slack.workspace.log.errors() >= count) resolve()
      }
      slack.workspace.onChange(check)
      arrived = check
      check()
    })
  const direct = [...slack.workspace.conversations.values()].find((one) => one.type === 'im')
  const [user = ''] = direct?.members ?? []
  slack.say({ user, channel: direct?.id ?? '', text: 'hello?', threadTs: null })

  await logged(2)
  expect(attempts).toEqual(['first', '1'])
  clock.advance(1 * minute)
  await logged(3)
  clock.advance(4 * minute)
  await logged(4)
  expect(attempts).toEqual(['first', '1', '2', '3'])
  slack.close()
  await new Promise((resolve) => bot.close(resolve))
})
