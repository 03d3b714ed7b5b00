import type { Json } from './json.ts'
import type { Account, Conversation, Workspace } from './workspace.ts'

/** Slack still sends this old token along; nobody should look at it. */
const verificationToken = 'sandbox-verification-token'

export const base = (workspace: Workspace): Json => ({
  token: verificationToken,
  team: { id: workspace.team.id, domain: workspace.team.domain },
  api_app_id: workspace.app.id,
  enterprise: null,
  is_enterprise_install: false,
})

export const userJson = (workspace: Workspace, account: Account): Json => ({
  id: account.id,
  username: account.handle,
  name: account.handle,
  team_id: workspace.team.id,
})

export const channelName = (conversation: Conversation): string => {
  switch (conversation.type) {
    case 'im':
      return 'directmessage'
    case 'private':
      return 'privategroup'
    case 'mpim':
    case 'public':
      return conversation.name
    default:
      return conversation.type satisfies never
  }
}

export function commandPayload(
  workspace: Workspace,
  account: Account,
  conversation: Conversation,
  command: { command: string; text: string; responseUrl: string; triggerId: string },
): Json {
  return {
    token: verificationToken,
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: conversation.id,
    channel_name: channelName(conversation),
    user_id: account.id,
    user_name: account.handle,
    command: command.command,
    text: command.text,
    api_app_id: workspace.app.id,
    is_enterprise_install: 'false',
    response_url: command.responseUrl,
    trigger_id: command.triggerId,
  }
}

export function eventPayload(workspace: Workspace, event: Json): Json {
  return {
    token: verificationToken,
    team_id: workspace.team.id,
    api_app_id: workspace.app.id,
    event,
    type: 'event_callback',
    event_id: workspace.newId('Ev'),
    event_time: Math.floor(workspace.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team.id,
        user_id: workspace.app.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  }
}

export const channelTypes = {
  im: 'im',
  mpim: 'mpim',
  private: 'group',
  public: 'channel',
} as const satisfies Record<Conversation['type'], string>
