import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'

/** What the commands do; the composition root brings it. Each resolves with the exit code: 0 done, 1 failed. */
export interface CliActions {
  start(): Promise<number>
  migrate(options: { json: boolean }): Promise<number>
  checkConfig(options: { file: string | undefined; json: boolean }): Promise<number>
  /** `url` without a slash at the end. */
  manifest(options: {
    platform: 'slack' | 'teams'
    /** Where the app package for Teams is written. */
    out: string
    url: string | undefined
    socketMode: boolean
    workflowStep: boolean
    installable: boolean
    json: boolean
  }): Promise<number>
  doctor(options: { json: boolean }): Promise<number>
  backup(options: { file: string; json: boolean }): Promise<number>
  /** Without `to`, to the database of the environment. */
  copy(options: { from: string; to: string | undefined; json: boolean }): Promise<number>
  /** From the database to the store of `MEDIA_URL`. */
  copyMedia(options: { remove: boolean; json: boolean }): Promise<number>
  reload(options: { json: boolean }): Promise<number>
  installations(
    command: { do: 'list' } | { do: 'allow' | 'remove'; tenant: string },
    options: { json: boolean },
  ): Promise<number>
  rotateSecret(options: { json: boolean }): Promise<number>
  people(
    command:
      | { do: 'list' }
      | { do: 'show' | 'part'; one: string }
      | { do: 'join'; one: string; other: string },
    /** `yes`: nothing is asked back. `because`: why, for the ledger. */
    options: PeopleFlags,
  ): Promise<number>
}

interface PeopleFlags {
  readonly json: boolean
  readonly yes: boolean
  readonly because: string
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
      'Approvals for social-media posts and new channels, in Slack and Teams, with a way out of every deadlock.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(run "countersign --help" for all commands)')

  program
    .command('start')
    .description('run the bot; without credentials of Slack or Teams it opens the sandbox in a browser page')
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

  const done = (code: number) => {
    exitCode = code
  }
  addOperatorCommands(program, actions, done)
  addInstallationCommands(program, actions, done)
  addPeopleCommands(program, actions, done)

  try {
    await program.parseAsync([...arguments_], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version leave through here too, with code 0.
    return error.exitCode === 0 ? 0 : wrongUse
  }
  return exitCode
}

/** What somebody needs who runs the program for a company. */
function addOperatorCommands(program: Command, actions: CliActions, done: (code: number) => void): void {
  program
    .command('manifest')
    .description('print the manifest of the Slack app to paste, or write the app package for Teams to upload')
    .addArgument(new Argument('<platform>', 'the platform').choices(['slack', 'teams']))
    .addOption(
      new Option(
        '--url <address>',
        'where Slack or Teams reaches the program over HTTP; PUBLIC_URL by default',
      )
        .argParser(httpsAddress)
        .conflicts('socketMode'),
    )
    .option('--socket-mode', 'for Socket Mode, as if SLACK_APP_TOKEN were set already', false)
    .addOption(
      new Option('--installable', 'for several workspaces, as if SLACK_CLIENT_ID were set already')
        .default(false)
        .conflicts('socketMode'),
    )
    .option('--workflow-step', 'with the step for Workflow Builder, which needs an org-ready app', false)
    .option('--out <file>', 'where the app package for Teams is written', 'countersign-teams.zip')
    .option('--json', 'print JSON instead of YAML or a package', false)
    .action(
      async (
        platform: 'slack' | 'teams',
        options: Omit<Parameters<CliActions['manifest']>[0], 'platform'>,
      ) => {
        done(await actions.manifest({ ...options, platform }))
      },
    )
  program
    .command('doctor')
    .description('check tokens, scopes, clock, database, members and cards; says how to mend each')
    .option('--json', 'print one JSON object', false)
    .action(async (options: { json: boolean }) => {
      done(await actions.doctor(options))
    })
  program
    .command('backup')
    .description('copy the live database to a new file and check the copy; the program may go on running')
    .argument('<file>', 'the file to make; an existing one is not overwritten')
    .option('--json', 'print one JSON object', false)
    .action(async (file: string, options: { json: boolean }) => {
      done(await actions.backup({ file, json: options.json }))
    })
  program
    .command('copy')
    .description('move a stopped installation from SQLite to an empty PostgreSQL database, and compare')
    .argument('<from>', 'sqlite:./data/countersign.db, for example')
    .argument('[to]', 'postgres://…; DATABASE_URL by default, which keeps the password off the command line')
    .option('--json', 'print one JSON object', false)
    .action(async (from: string, to: string | undefined, options: { json: boolean }) => {
      done(await actions.copy({ from, to, json: options.json }))
    })
  program
    .command('copy-media')
    .description('copy media from the database to the store that MEDIA_URL names, and read them back')
    .option('--remove', 'delete each from the database after that', false)
    .option('--json', 'print one JSON object', false)
    .action(async (options: { remove: boolean; json: boolean }) => {
      done(await actions.copyMedia(options))
    })
  program
    .command('reload')
    .description('have the running program read countersign.yaml again; a bad file changes nothing')
    .option('--json', 'print one JSON object', false)
    .action(async (options: { json: boolean }) => {
      done(await actions.reload(options))
    })
}

/** What somebody needs who runs the program for several workspaces. */
function addInstallationCommands(program: Command, actions: CliActions, done: (code: number) => void): void {
  const json = ['--json', 'print JSON', false] as const
  const installations = program
    .command('installations')
    .description('which Slack workspaces have installed the app, and which of them may use it')
  installations
    .command('list', { isDefault: true })
    .description('list them')
    .option(...json)
    .action(async (options: { json: boolean }) => {
      done(await actions.installations({ do: 'list' }, options))
    })
  const each = [
    ['allow', 'let a workspace or organisation that has installed the app use it'],
    ['remove', 'forget an installation and its token'],
  ] as const
  for (const [name, description] of each)
    installations
      .command(name)
      .description(description)
      .argument('<id>', 'the id of the workspace (T…) or organisation (E…)')
      .option(...json)
      .action(async (tenant: string, options: { json: boolean }) => {
        done(await actions.installations({ do: name, tenant }, options))
      })
  program
    .command('rotate-secret')
    .description(
      'encrypt stored tokens with the first key of COUNTERSIGN_SECRET, so that the old ones can go',
    )
    .option(...json)
    .action(async (options: { json: boolean }) => {
      done(await actions.rotateSecret(options))
    })
}

/** Who is one person across Slack and Teams, where addresses do not say it. */
function addPeopleCommands(program: Command, actions: CliActions, done: (code: number) => void): void {
  const people = program.command('people').description('who is one person, across Slack and Teams')
  const json = ['--json', 'print JSON', false] as const
  const named = 'an e-mail address, slack:T…/U… or teams:<tenant>/<user>'
  people
    .command('list', { isDefault: true })
    .description('list people who claim one address, for you to say who is who')
    .option(...json)
    .action(async ({ json: asJson }: { json: boolean }) => {
      done(await actions.people({ do: 'list' }, { json: asJson, yes: true, because: '' }))
    })
  people
    .command('show')
    .description('show the accounts of a person')
    .argument('<who>', named)
    .option(...json)
    .action(async (one: string, { json: asJson }: { json: boolean }) => {
      done(await actions.people({ do: 'show', one }, { json: asJson, yes: true, because: '' }))
    })
  const word = (command: Command) =>
    command
      .requiredOption('--because <why>', 'why, for the ledger')
      .option('--yes', 'do not ask back', false)
      .option(...json)
  word(
    people
      .command('join')
      .description('say that two people are one; the first one stays')
      .argument('<kept>', named)
      .argument('<other>', named),
  ).action(async (one: string, other: string, options: PeopleFlags) => {
    done(await actions.people({ do: 'join', one, other }, options))
  })
  word(
    people
      .command('part')
      .description('say that an account is somebody else’s')
      .argument('<account>', 'slack:T…/U… or teams:<tenant>/<user>'),
  ).action(async (one: string, options: PeopleFlags) => {
    done(await actions.people({ do: 'part', one }, options))
  })
}

/** Slack sends to encrypted addresses only. */
function httpsAddress(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:')
    throw new InvalidArgumentError('It must be an address that begins with https://.')
  return text.replace(/\/+$/, '')
}
