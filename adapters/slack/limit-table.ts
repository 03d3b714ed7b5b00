/**
 * The one table of what Slack accepts, and where Slack says so. Rendering shortens to it, tests and the sandbox check
 * against it with `violations` (`limits.ts` exports both). Lengths are characters; we count UTF-16 units, which are never fewer.
 */
const blockKit = 'https://docs.slack.dev/reference/block-kit'

export const limits = {
  message: {
    source: `${blockKit}/blocks`,
    blocks: 50,
    /** https://docs.slack.dev/reference/methods/chat.postMessage: longer text is truncated; 4,000 is advised. */
    text: 4000,
    /**
     * `msg_blocks_too_long` is not documented. Slack's maintainers speak of 12,000 characters with something for the
     * containers, and people measured about 125 for a block and refusals from 11,341 in rich text:
     * https://github.com/slackapi/bolt-js/issues/2509 and https://github.com/slackapi/bolt-js/issues/2867
     */
    size: 12_000,
    sizeOfBlock: 125,
    sizeOfElement: 30,
  },
  view: {
    source: 'https://docs.slack.dev/reference/views',
    blocks: 100,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3000,
    callbackId: 255,
    /** https://docs.slack.dev/reference/methods/views.open: `view_too_large` above 250 kB. */
    bytes: 250_000,
  },
  blockId: { source: `${blockKit}/blocks`, max: 255 },
  actionId: { source: `${blockKit}/block-elements`, max: 255 },
  header: { source: `${blockKit}/blocks/header-block`, text: 150 },
  section: { source: `${blockKit}/blocks/section-block`, text: 3000, fields: 10, field: 2000 },
  context: { source: `${blockKit}/blocks/context-block`, elements: 10, text: 3000 },
  actions: { source: `${blockKit}/blocks/actions-block`, elements: 25 },
  image: { source: `${blockKit}/blocks/image-block`, altText: 2000, title: 2000 },
  input: { source: `${blockKit}/blocks/input-block`, label: 2000, hint: 2000 },
  /** Slack documents no length for rich text; a section's is kept to, so that no client has to fold it. */
  richText: { source: `${blockKit}/blocks/rich-text-block`, text: 3000 },
  button: { source: `${blockKit}/block-elements/button-element`, text: 75, value: 2000, url: 3000 },
  confirm: {
    source: `${blockKit}/composition-objects/confirmation-dialog-object`,
    title: 100,
    text: 300,
    confirm: 30,
    deny: 30,
  },
  option: {
    source: `${blockKit}/composition-objects/option-object`,
    text: 75,
    description: 75,
    /** 150 in checkboxes and radio buttons, 75 elsewhere; the smaller is kept everywhere. */
    value: 75,
  },
  select: { source: `${blockKit}/block-elements/select-menu-element`, options: 100, placeholder: 150 },
  optionGroups: {
    source: `${blockKit}/composition-objects/option-group-object`,
    groups: 100,
    label: 75,
    options: 100,
  },
  radio: { source: `${blockKit}/block-elements/radio-button-group-element`, options: 10 },
  checkboxes: { source: `${blockKit}/block-elements/checkboxes-element`, options: 10 },
  textInput: {
    source: `${blockKit}/block-elements/plain-text-input-element`,
    maxLength: 3000,
    placeholder: 150,
  },
  fileInput: { source: `${blockKit}/block-elements/file-input-element`, files: 10 },
  modalStack: { source: 'https://docs.slack.dev/surfaces/modals', views: 3 },
  /** `too_many_users`: at most 8, besides the bot itself. */
  conversation: { source: 'https://docs.slack.dev/reference/methods/conversations.open', people: 8 },
  signature: {
    source: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    /** Seconds that a request's timestamp may differ from ours, either way. */
    skew: 300,
  },
  acknowledgement: {
    source: 'https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response',
    milliseconds: 3000,
  },
} as const
