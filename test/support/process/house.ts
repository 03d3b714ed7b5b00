/** A folder in which the program lives as at an operator's: configuration, database, environment. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import { onTestFinished } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { createSlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { systemClock } from '../../../adapters/system/clock.ts'
import { temporaryFolder } from '../store/sqlite.ts'
import { type Program, runProgram, startProgram } from './program.ts'

const botToken = 'xoxb-of-this-house'

/** The emulated Slack runs in this process, the program in its own; both end with the test. */
export async function moveIn() {
  const folder = temporaryFolder()
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  let bot: string | null = null
  const slack = createSlackServer({
    clock: systemClock,
    signingSecret: 'a-signing-secret-of-this-house',
    botToken,
    eventsUrl: () => bot,
    origin: () => origin,
    rateLimits: false,
  })
  app.use(slack.router)
  const database = join(folder.path, 'countersign.db')
  const configuration = join(folder.path, 'countersign.yaml')
  const environment: Record<string, string> = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: 'a-signing-secret-of-this-house',
    SLACK_API_URL: `${origin}/api/`,
    DATABASE_URL: `sqlite:${database}`,
    COUNTERSIGN_CONFIG: configuration,
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const configure = (yaml: string) => writeFileSync(configuration, yaml)
  configure(organisationYaml)
  const programs: Program[] = []
  onTestFinished(async () => {
    for (const program of programs) program.signal('SIGKILL')
    await Promise.all(programs.map(({ ended }) => ended))
    slack.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    folder.remove()
  })
  return {
    slack,
    folder: folder.path,
    database,
    configure,
    secrets: [botToken, 'a-signing-secret-of-this-house'],
    /** Runs one command of the command line to its end. */
    run: (...commandLine: string[]) => runProgram(commandLine, environment, folder.path),
    /** Starts the program; resolves when it listens. */
    async start() {
      const program = startProgram(['start'], environment, folder.path)
      programs.push(program)
      const found = await program.printed(/listens on port (\d+)/)
      if (found === null) throw new Error(program.output.stderr)
      const address = `http://127.0.0.1:${found[1]}`
      bot = `${address}/slack/events`
      return {
        ...program,
        output: program.output,
        address,
        metrics: async () => (await fetch(`${address}/metrics`)).text(),
        async stop() {
          bot = null
          program.signal('SIGTERM')
          return program.ended
        },
      }
    },
    pidFile: () => JSON.parse(readFileSync(`${database}.pid`, 'utf8')),
  }
}
