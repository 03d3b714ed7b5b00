/**
 * What Slack accepts, as its documentation states it (docs.slack.dev, Block Kit reference and views). Deliberately not
 * shared with the Slack adapter: two tables that were written apart catch each other's mistakes.
 */
export const limits = {
  blocks: { message: 50, modal: 100, home: 100 },
  messageText: 40_000,
  id: 255,
  headerText: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  actionElements: 25,
  contextElements: 10,
  contextText: 2_000,
  imageUrl: 3_000,
  imageText: 2_000,
  markdownText: 12_000,
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  accessibilityLabel: 75,
  options: 100,
  fewOptions: 10,
  overflowOptions: 5,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionGroups: 100,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  placeholder: 150,
  inputText: 2_000,
  inputLength: 3_000,
  files: 10,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  viewStack: 3,
} as const

/** What is wrong with a payload, and where: `pointer` is a JSON pointer as Slack writes it in `response_metadata`. */
export interface Violation {
  readonly pointer: string
  readonly message: string
}

export const violationText = (violation: Violation): string =>
  `[ERROR] ${violation.message} [json-pointer:${violation.pointer}]`
