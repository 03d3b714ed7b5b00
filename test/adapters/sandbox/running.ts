import { createServer, type Server } from 'node:http'
import express from 'express'
import { createSandbox, type Sandbox } from '../../../adapters/sandbox/index.ts'
import type { WorkingTime } from '../../../src/domain/calendar/duration.ts'
import { type StandInBot, startStandInBot } from './stand-in-bot.ts'

export const signingSecret = 'a-signing-secret-of-this-test'
export const botToken = 'xoxb-of-this-test'

const hour = 3_600_000
/** Every hour is a working hour: what the sandbox does with a calendar is tested elsewhere. */
export const roundTheClock: WorkingTime = {
  after(start, duration) {
    if (duration.unit === 'elapsed') return start + duration.milliseconds
    return start + (duration.unit === 'working_hours' ? duration.hours : duration.days * 24) * hour
  },
  between: (start, end) => Math.max(0, end - start),
}

export interface Running {
  readonly sandbox: Sandbox
  readonly bot: StandInBot
  readonly address: string
  stop(): Promise<void>
}

/** The sandbox and the stand-in bot on one server, as `npm start` puts the sandbox and the product together. */
export async function runSandbox(rateLimits = false, withTeams = false): Promise<Running> {
  const app = express()
  const server: Server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  const { port } = bound
  const address = `http://127.0.0.1:${port}`
  const log = { info() {}, warn() {}, error() {} }
  const sandbox = createSandbox({
    signingSecret,
    botToken,
    calendar: roundTheClock,
    log,
    rateLimits,
    withTeams,
  })
  app.use('/sandbox', sandbox.router)
  const bot = startStandInBot({
    server: app,
    signingSecret,
    botToken,
    slackApiUrl: `${address}${sandbox.slackApiPath}`,
    clock: sandbox.clock,
  })
  await bot.app.init()
  sandbox.setEventsUrl(`${address}/slack/events`)
  sandbox.setNextDeadline(bot.nextDeadline)
  sandbox.setReset(async () => bot.forget())
  return {
    sandbox,
    bot,
    address,
    async stop() {
      bot.stop()
      sandbox.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
