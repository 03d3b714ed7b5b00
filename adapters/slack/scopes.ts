/**
 * Which OAuth scopes the bot asks for, and why: the one table that the manifest, `doctor` and the documentation share.
 * A test compares it with the Web API methods that this adapter calls, in both directions.
 */

/** What a scope depends on: nothing, or something in `countersign.yaml`. */
export type ScopeCondition = 'always' | 'group_channels' | 'user_groups'

export interface Scope {
  readonly scope: string
  /** For whoever has to allow it, in one sentence. */
  readonly why: string
  /** The Web API methods that need it. A scope without any is for something that arrives, not for a call. */
  readonly methods: readonly string[]
  readonly needed: ScopeCondition
}

export const scopes: readonly Scope[] = [
  {
    scope: 'chat:write',
    why: 'Posts the cards and keeps them up to date in place.',
    methods: ['chat.postMessage', 'chat.update', 'chat.postEphemeral'],
    needed: 'always',
  },
  {
    scope: 'commands',
    why: 'Adds the slash command and the shortcuts with which people begin.',
    methods: [],
    needed: 'always',
  },
  {
    scope: 'files:read',
    why: 'Reads the files that a requester attaches, so that exactly these bytes are approved.',
    methods: ['files.info'],
    needed: 'always',
  },
  {
    scope: 'reactions:read',
    why: 'Notices a thumbs-up on a card, to tell that person in private that only the buttons count.',
    methods: [],
    needed: 'always',
  },
  {
    scope: 'im:write',
    why: 'Opens direct messages with reviewers, requesters and executives.',
    methods: ['conversations.open'],
    needed: 'always',
  },
  {
    scope: 'mpim:write',
    why: 'Opens the shared conversation of both sides when a request is deadlocked.',
    methods: ['conversations.open'],
    needed: 'always',
  },
  {
    scope: 'im:history',
    why: 'Looks in its own direct messages whether a card arrived after a broken connection, so that none comes twice; notices a typed “looks good”, to answer it with the buttons.',
    methods: ['conversations.history', 'conversations.replies'],
    needed: 'always',
  },
  {
    scope: 'mpim:history',
    why: 'The same in the shared conversation of a deadlock.',
    methods: ['conversations.history', 'conversations.replies'],
    needed: 'always',
  },
  {
    scope: 'users:read',
    why: 'Checks at every click that the account is active and no guest; reads name, language and time zone.',
    methods: ['users.info'],
    needed: 'always',
  },
  {
    scope: 'users:read.email',
    why: 'Finds the people whom countersign.yaml names by e-mail address.',
    methods: ['users.lookupByEmail'],
    needed: 'always',
  },
  {
    scope: 'usergroups:read',
    why: 'Reads who is in the Slack user groups that countersign.yaml names.',
    methods: ['usergroups.users.list'],
    needed: 'user_groups',
  },
  {
    scope: 'channels:history',
    why: 'Looks in a group’s public channel whether a card arrived after a broken connection.',
    methods: ['conversations.history', 'conversations.replies'],
    needed: 'group_channels',
  },
  {
    scope: 'groups:history',
    why: 'The same in a group’s private channel.',
    methods: ['conversations.history', 'conversations.replies'],
    needed: 'group_channels',
  },
  {
    scope: 'channels:read',
    why: 'Lets doctor see whether the bot is in a group’s public channel.',
    methods: ['conversations.info'],
    needed: 'group_channels',
  },
  {
    scope: 'groups:read',
    why: 'The same for a group’s private channel.',
    methods: ['conversations.info'],
    needed: 'group_channels',
  },
]

/**
 * Every Web API method that this adapter calls, with the scopes that Slack's reference names for a bot token
 * (docs.slack.dev/reference/methods). For conversations the kind of conversation decides which of them counts.
 */
export const methodScopes: Readonly<Record<string, readonly string[]>> = {
  // With the app-level token: its scope `connections:write` is granted where that token is made.
  'apps.connections.open': [],
  'auth.revoke': [],
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history', 'mpim:history', 'channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  // Slack names channels:manage and groups:write too; the bot opens no channels.
  'conversations.open': ['im:write', 'mpim:write'],
  'conversations.replies': ['im:history', 'mpim:history', 'channels:history', 'groups:history'],
  'files.info': ['files:read'],
  'functions.completeError': [],
  'functions.completeSuccess': [],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** What the organisation uses of Slack, as far as scopes depend on it. */
export interface SlackUse {
  readonly groupChannels: boolean
  readonly userGroups: boolean
}

/** The scopes that are needed for this use, in the order of the table. */
export function scopesFor(use: SlackUse): readonly Scope[] {
  const met: Readonly<Record<ScopeCondition, boolean>> = {
    always: true,
    group_channels: use.groupChannels,
    user_groups: use.userGroups,
  }
  return scopes.filter(({ needed }) => met[needed])
}
