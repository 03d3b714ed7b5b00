import {
  type ChannelContent,
  type Content,
  type Media,
  mfaMethods,
  type PostContent,
  personalDataLevels,
  postFeatures,
  type RequestKind,
} from '../../domain/request/content.ts'
import { fieldIds } from '../../view/forms.ts'
import type { Deps } from '../deps.ts'
import { readFiles } from './read-files.ts'
import type { Entered, Problems } from './read-values.ts'

/**
 * The content of a new request or revision. `before` is the media of the revision that the person started from.
 * Meaningless when `problems` has any.
 */
export async function readContent(
  kind: RequestKind,
  entered: Entered,
  before: readonly Media[],
  deps: Pick<Deps, 'attachments' | 'blobs' | 'organisation'>,
  problems: Problems,
): Promise<Content> {
  switch (kind) {
    case 'post':
      return readPost(entered, before, deps, problems)
    case 'channel':
      return readChannel(entered, problems)
    default:
      return kind satisfies never
  }
}

async function readPost(
  entered: Entered,
  before: readonly Media[],
  deps: Pick<Deps, 'attachments' | 'blobs' | 'organisation'>,
  problems: Problems,
): Promise<PostContent> {
  const features = entered.choices(fieldIds.features)
  const link = entered.text(fieldIds.link)
  // Last, and only when the rest is right: files are fetched over the network.
  const media = problems.any
    ? []
    : await readFiles(fieldIds.media, entered.files(fieldIds.media), before, deps, problems)
  return {
    kind: 'post',
    channels: entered.choices(fieldIds.channels),
    text: entered.text(fieldIds.text),
    media,
    link: link === '' ? null : link,
    slot: entered.instant(fieldIds.slot),
    need: needOf(entered),
    audience: entered.text(fieldIds.audience),
    // In the order of the list, so that ticking them in another order is the same content.
    features: postFeatures.filter((feature) => features.includes(feature)),
  }
}

function readChannel(entered: Entered, problems: Problems): ChannelContent {
  const mfa = mfaMethods.find((method) => method === entered.choice(fieldIds.mfa))
  const personalData = personalDataLevels.find((level) => level === entered.choice(fieldIds.personalData))
  if (mfa === undefined) problems.add(fieldIds.mfa, 'required')
  if (personalData === undefined) problems.add(fieldIds.personalData, 'required')
  const owner = entered.text(fieldIds.owner)
  const deputy = entered.text(fieldIds.deputy)
  if (deputy !== '' && deputy.toLowerCase() === owner.toLowerCase())
    problems.add(fieldIds.deputy, 'same_as_owner')
  return {
    kind: 'channel',
    platform: entered.choice(fieldIds.platform) ?? '',
    handle: entered.text(fieldIds.handle),
    purpose: entered.text(fieldIds.purpose),
    need: needOf(entered),
    audience: entered.text(fieldIds.audience),
    owner,
    deputy,
    access: entered.text(fieldIds.access),
    mfa: mfa ?? 'none',
    recoveryContact: entered.text(fieldIds.recoveryContact),
    tools: entered.text(fieldIds.tools),
    personalData: personalData ?? 'none',
    staffing: entered.text(fieldIds.staffing),
    retirement: entered.text(fieldIds.retirement),
  }
}

const needOf = (entered: Entered) => ({
  why: entered.text(fieldIds.needWhy),
  ifLate: entered.text(fieldIds.needIfLate),
})
