import { Command, CommanderError } from 'commander'

/** What the commands do; the composition root brings it. Each resolves with the exit code: 0 done, 1 failed. */
export interface CliActions {
  start(): Promise<number>
  migrate(options: { json: boolean }): Promise<number>
  checkConfig(options: { file: string | undefined; json: boolean }): Promise<number>
}

/** Exit code for wrong use of the command line. */
const wrongUse = 2

/**
 * The command line `countersign`. Runs one command and resolves with the process's exit code: 0 done, 1 failed,
 * 2 wrong use.
 */
export async function runCli(
  arguments_: readonly string[],
  actions: CliActions,
  version: string,
): Promise<number> {
  let exitCode = 0
  const program = new Command('countersign')
    .description(
      'Approvals for social-media posts and new channels, in Slack, with a way out of every deadlock.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(run "countersign --help" for all commands)')

  program
    .command('start')
    .description('run the bot; without Slack credentials it opens the sandbox in a browser page')
    .action(async () => {
      exitCode = await actions.start()
    })
  program
    .command('migrate')
    .description('bring the database to the schema of this version, and stop')
    .option('--json', 'print one JSON object', false)
    .action(async (options: { json: boolean }) => {
      exitCode = await actions.migrate(options)
    })
  program
    .command('check-config')
    .description('check countersign.yaml and the environment; prints file, line, column and what to do')
    .argument('[file]', 'the file to check instead of COUNTERSIGN_CONFIG')
    .option('--json', 'print one JSON object', false)
    .action(async (file: string | undefined, options: { json: boolean }) => {
      exitCode = await actions.checkConfig({ file, json: options.json })
    })

  try {
    await program.parseAsync([...arguments_], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version leave through here too, with code 0.
    return error.exitCode === 0 ? 0 : wrongUse
  }
  return exitCode
}
