import type { Environment } from '../../config/types.ts'
import { type Check, ok, problem, warning } from './check.ts'

/** What happened when a small object was written, read, deleted and looked for once more. */
export interface MediaInspection {
  /** Without credentials: `s3://bucket/prefix`. */
  readonly name: string
  /** Where it went wrong; null where nothing did. */
  readonly step: 'write' | 'read' | 'delete' | 'list' | null
  readonly code: string | null
}

const subject = { id: 'media', title: 'Media' }
const rights: Readonly<Record<NonNullable<MediaInspection['step']>, string>> = {
  write: 'to write objects (s3:PutObject)',
  read: 'to read objects (s3:GetObject)',
  delete: 'to delete objects (s3:DeleteObject)',
  list: 'to list the bucket (s3:ListBucket); without it nobody can tell a missing file from a forbidden one',
}

export function mediaChecks({ name, step, code }: MediaInspection): readonly Check[] {
  if (step === null) return [ok(subject, `${name} can be written, read and deleted`)]
  const found = `${name}: a try to ${step === 'list' ? 'look for what is gone' : step} failed (${code})`
  return [problem(subject, found, mendOf(step, code))]
}

function mendOf(step: NonNullable<MediaInspection['step']>, code: string | null): string {
  switch (code) {
    case 'media_unreachable':
      return 'Check endpoint= in MEDIA_URL, the network and the store. Requests without new files go on.'
    case 'NoSuchBucket':
      return 'Make the bucket, or correct MEDIA_URL. The program makes none.'
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'ExpiredToken':
      return 'Correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, then restart.'
    case 'RequestTimeTooSkewed':
      return 'Set this machine’s clock, by NTP for example.'
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return 'Correct region= in MEDIA_URL: the bucket is in another region.'
    default:
      return `Give the key the right ${rights[step]} under this prefix.`
  }
}

const shown = { id: 'teams_files', title: 'Files in Teams' }
const howTo = 'See Pictures and files in docs/operations.md.'

/**
 * Whether people in Teams can see the pictures that they decide on. `allowed`: by the configuration; null where that cannot
 * be read. Nothing where Teams is not configured.
 */
export function mediaLinkChecks(
  { teams, publicUrl, secret }: Pick<Environment, 'teams' | 'publicUrl' | 'secret'>,
  allowed: boolean | null,
): readonly Check[] {
  if (teams === null) return []
  if (allowed === false) return [ok(shown, 'are named only: media.links is false')]
  const missing = missingForLinks({ publicUrl, secret })
  if (missing.length > 0)
    return [
      warning(
        shown,
        'are named only: people decide on pictures they cannot see',
        `Set ${missing.join(' and ')}. ${howTo}`,
      ),
    ]
  if (publicUrl?.startsWith('https:') !== true)
    return [
      warning(
        shown,
        'are not shown: PUBLIC_URL is of this machine only',
        `Set it to an https:// address. ${howTo}`,
      ),
    ]
  return [ok(shown, `are shown, by links to ${publicUrl}`)]
}

/** The variables without which files have no addresses. */
export const missingForLinks = ({
  publicUrl,
  secret,
}: Pick<Environment, 'publicUrl' | 'secret'>): readonly string[] => [
  ...(publicUrl === null ? ['PUBLIC_URL'] : []),
  ...(secret === null ? ['COUNTERSIGN_SECRET'] : []),
]
