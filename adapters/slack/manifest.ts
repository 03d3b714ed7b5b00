/** The manifest of the Slack app, to be pasted where a new app is made: what the bot needs and nothing else. */
import { Document } from 'yaml'
import { messageShortcutCallback, shortcutCallback } from './receive-commands.ts'
import { stepCallback } from './receive-steps.ts'
import { type SlackUse, scopesFor } from './scopes.ts'

export interface ManifestOptions {
  /** The slash command, with the slash. */
  readonly command: string
  readonly use: SlackUse
  /** With an app token Slack is connected by Socket Mode, and no address is needed. */
  readonly socketMode: boolean
  /** Where Slack reaches the bot over HTTP, without a slash at the end; null where that is not known yet. */
  readonly publicUrl: string | null
  /** For several workspaces that install it in a browser, also for all of an organisation at once. */
  readonly installable: boolean
  /** With the step for Workflow Builder, for which Slack wants an app that a whole organisation could install. */
  readonly workflowStep: boolean
}

/** The events that the bot listens to, and what for; a test compares them with the receiver. */
export const botEvents: readonly {
  readonly event: string
  readonly why: string
  readonly needed: 'always' | 'user_groups' | 'group_channels' | 'workflow_step'
}[] = [
  { event: 'app_home_opened', why: 'Shows somebody’s requests when they look.', needed: 'always' },
  { event: 'app_uninstalled', why: 'Notices at once that nobody can be reached any more.', needed: 'always' },
  { event: 'tokens_revoked', why: 'The same.', needed: 'always' },
  { event: 'user_change', why: 'Takes somebody who leaves off the lists at once.', needed: 'always' },
  { event: 'team_join', why: 'Finds somebody whom countersign.yaml names and who is new.', needed: 'always' },
  { event: 'subteam_created', why: 'Finds a user group that countersign.yaml names.', needed: 'user_groups' },
  {
    event: 'subteam_updated',
    why: 'Notices that a user group was disabled or enabled.',
    needed: 'user_groups',
  },
  { event: 'subteam_members_changed', why: 'Keeps the members of user groups fresh.', needed: 'user_groups' },
  { event: 'message.im', why: 'Answers a typed “looks good” in private with the buttons.', needed: 'always' },
  { event: 'message.mpim', why: 'The same in the shared conversation of a deadlock.', needed: 'always' },
  { event: 'message.channels', why: 'The same in a group’s public channel.', needed: 'group_channels' },
  { event: 'message.groups', why: 'The same in a group’s private channel.', needed: 'group_channels' },
  { event: 'reaction_added', why: 'The same for a thumbs-up on a card.', needed: 'always' },
  { event: 'function_executed', why: 'Begins the step of Workflow Builder.', needed: 'workflow_step' },
]

/** An address that everybody recognises as one to be replaced. */
export const placeholderUrl = 'https://countersign.example.com'

const path = '/slack/events'

/** The step of Workflow Builder; a test compares its names with what the receiver reads and the chat answers. */
const workflowStep = {
  title: 'Request approval',
  description: 'Somebody completes a request for approval. The workflow goes on when there is an outcome.',
  input_parameters: {
    kind: { type: 'string', title: 'Kind', description: 'post or channel', is_required: false },
    text: { type: 'string', title: 'Text', description: 'What is to be approved', is_required: true },
    link: { type: 'string', title: 'Link', description: 'Where more is to be read', is_required: false },
    requester: {
      type: 'slack#/types/user_id',
      title: 'Requester',
      description: 'Who completes the request and asks',
      is_required: true,
    },
  },
  output_parameters: {
    request_number: {
      type: 'integer',
      title: 'Number of the request',
      description: 'As people name it',
      is_required: true,
    },
    request_id: {
      type: 'string',
      title: 'Id of the request',
      description: 'Never changes',
      is_required: true,
    },
    outcome: {
      type: 'string',
      title: 'Outcome',
      description: 'approved, rejected, withdrawn or lapsed',
      is_required: true,
    },
  },
}

/** The manifest as Slack reads it, for `--json` and for tools. */
export function slackManifest(options: ManifestOptions) {
  const url = options.socketMode ? {} : { url: `${options.publicUrl ?? placeholderUrl}${path}` }
  const requestUrl = options.socketMode ? {} : { request_url: url.url }
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Countersign',
      description: 'Approvals for posts and new channels, with a way out of every deadlock.',
      background_color: '#1f4d3f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Countersign', always_online: true },
      shortcuts: [
        {
          name: 'Request approval',
          type: 'global',
          callback_id: shortcutCallback,
          description: 'Ask for a post or a new channel to be approved',
        },
        {
          // At most 24 characters, in a menu where it stands among the shortcuts of all apps.
          name: 'Request approval',
          type: 'message',
          callback_id: messageShortcutCallback,
          description: 'Ask for this message to be approved as a post',
        },
      ],
      slash_commands: [
        {
          command: options.command,
          ...url,
          description: 'Ask for an approval, or look at yours',
          usage_hint: 'post | channel | mine | away until Friday | #142',
          // Only so does Slack say which account an @name means.
          should_escape: true,
        },
      ],
    },
    ...(options.workflowStep ? { functions: { [stepCallback]: workflowStep } } : {}),
    oauth_config: {
      ...(options.installable
        ? { redirect_urls: [`${options.publicUrl ?? placeholderUrl}/slack/oauth_redirect`] }
        : {}),
      scopes: { bot: scopesFor(options.use).map(({ scope }) => scope) },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: eventsFor(options).map(({ event }) => event) },
      interactivity: { is_enabled: true, ...requestUrl },
      ...(options.workflowStep || options.installable ? { org_deploy_enabled: true } : {}),
      ...(options.workflowStep ? { function_runtime: 'remote' } : {}),
      socket_mode_enabled: options.socketMode,
      token_rotation_enabled: false,
    },
  }
}

function eventsFor({ use, workflowStep: withStep }: ManifestOptions) {
  const met = {
    always: true,
    user_groups: use.userGroups,
    group_channels: use.groupChannels,
    workflow_step: withStep,
  }
  return botEvents.filter(({ needed }) => met[needed])
}

/** The same as YAML with a comment behind every scope that says why it is asked for. */
export function slackManifestYaml(options: ManifestOptions): string {
  const document = new Document(slackManifest(options))
  document.commentBefore = introduction(options)
    .map((line) => ` ${line}`)
    .join('\n')
  const bot = document.getIn(['oauth_config', 'scopes', 'bot'], true)
  explainItems(bot, scopesFor(options.use))
  explainItems(document.getIn(['settings', 'event_subscriptions', 'bot_events'], true), eventsFor(options))
  return document.toString({ lineWidth: 0 })
}

function introduction({ socketMode, publicUrl }: ManifestOptions): readonly string[] {
  const where = 'Paste it at https://api.slack.com/apps: Create New App, From a manifest, YAML.'
  if (socketMode)
    return [
      where,
      'Socket Mode: Slack needs no address of yours. Then make an app-level token with connections:write.',
    ]
  return [
    where,
    publicUrl === null
      ? `HTTP: replace ${placeholderUrl} by your own address (PUBLIC_URL or --url), or set SLACK_APP_TOKEN for Socket Mode.`
      : `HTTP: Slack sends to ${publicUrl}${path}. Start the bot before you save: Slack tries the address.`,
  ]
}

function explainItems(list: unknown, reasons: readonly { readonly why: string }[]): void {
  if (typeof list !== 'object' || list === null || !('items' in list) || !Array.isArray(list.items)) return
  for (const [index, item] of list.items.entries()) {
    const reason = reasons[index]
    if (reason !== undefined) item.comment = ` ${reason.why}`
  }
}
