import type { RequestKind } from '../../../domain/request/content.ts'
import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** What was begun and not sent, what tools propose, and what an earlier request lends to a new one. */
export const drafts = {
  title: 'Not sent yet',
  kind: { post: 'Post', channel: 'New channel' } satisfies Record<RequestKind, string>,
  typed: (kind: string, when: Part): Rich => rich`${kind}, your draft from ${when}`,
  message: (kind: string, when: Part): Rich => rich`${kind}, begun from a message (${when})`,
  proposed: (kind: string, by: Part, when: Part): Rich => rich`${kind}, proposed by ${by} (${when})`,
  workflow: 'a workflow',
  empty: 'Nothing written yet',
  go: 'Continue',
  review: 'Review and ask',
  discard: 'Discard',
  discarded: 'The draft is discarded.',
  /** In a new form. */
  unfinished: (command: string, when: Part): Rich =>
    rich`You have an unfinished draft from ${when}. To go on with it, close this form and type ${command}.`,
  resumed: (when: Part): Rich => rich`This is your draft from ${when}.`,
  fromMessage: () =>
    rich`The text comes from the message. Please check it: it is published exactly as it stands here.`,
  cut: (max: number): Rich =>
    rich`Only the first ${max} characters of the message fit into this form. The rest is left out.`,
  fromTool: (by: Part) => rich`Proposed by ${by}. Please check everything: you are the one who asks.`,
  fromRequest: (number: number) =>
    rich`Copied from request #${number}. Please check everything, and choose a time anew.`,
  fetching: (files: number): Rich =>
    files === 1
      ? rich`One file is being fetched. Please wait until it stands in the form.`
      : rich`${files} files are being fetched. Please wait until they stand in the form.`,
  notFetched: (name: Part) => rich`This file could not be taken over: ${name}. Please attach it yourself.`,
  tooLarge: (name: Part, megabytes: number) =>
    rich`This file is too large, at most ${megabytes} MB are possible: ${name}`,
  tooMany: (most: number, left: number) =>
    rich`At most ${most} files are possible, so ${left} more could not be taken over.`,
  mediaGone: () => rich`Files of the earlier request are not stored any more. Please attach them again.`,
  unnamed: 'a file without a name',
  /** The message that offers a draft of somebody else's making. */
  offered: (by: string): string => `${by} prepared a request for you`,
  offeredHint: () => rich`Nothing is asked for yet, and nobody else sees it. You decide whether to ask.`,
  submitted: (number: number): string => `You asked for this: request #${number}`,
  over: 'This draft is gone',
  overHint: () => rich`It was discarded, or not used for two weeks. Nothing was asked for.`,
  /** What a workflow is told instead of an outcome. */
  notSent: 'The draft was discarded, or not sent within two weeks.',
  unreadable: 'The step names no person, or no kind of request that Countersign knows.',
}
