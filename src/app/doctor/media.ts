import { type Check, ok, problem } from './check.ts'

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
