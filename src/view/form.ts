import type { Digest, GroupId, Instant, RequestId } from '../domain/flavour.ts'
import type { RequestKind } from '../domain/request/content.ts'
import type { Verb } from '../domain/request/verbs.ts'
import type { Locale, Plain, Rich } from './text.ts'

interface FieldBase {
  /** Stable, unique in the form; errors point at it. */
  readonly id: string
  readonly label: Plain
  readonly hint?: Plain
  readonly required: boolean
}
export interface FieldOption {
  readonly id: string
  readonly label: Plain
}
export type Field = FieldBase &
  (
    | {
        readonly type: 'text'
        readonly lines: 'one' | 'many'
        readonly maxLength: number
        readonly value: string
      }
    | { readonly type: 'url'; readonly value: string }
    | {
        readonly type: 'choice'
        readonly options: readonly FieldOption[]
        readonly value: string | null
        readonly as: 'menu' | 'radio'
      }
    | {
        readonly type: 'choices'
        readonly options: readonly FieldOption[]
        readonly value: readonly string[]
        readonly as: 'menu' | 'checkboxes'
      }
    | { readonly type: 'instant'; readonly value: Instant | null }
    /** `value` lists files that are already stored (sha256) and stay unless removed. */
    | {
        readonly type: 'files'
        readonly maxFiles: number
        readonly value: readonly { readonly sha256: Digest; readonly name: string }[]
      }
  )

/** What a form is for; travels through the platform and comes back with the submission. */
export type FormPurpose =
  | {
      readonly type: 'compose'
      readonly kind: RequestKind
      /** The id under which what was typed is kept, and of the request that becomes of it. */
      readonly draft?: string
      /** The request whose answers the form opened with. */
      readonly from?: RequestId
    }
  | {
      readonly type: 'verb'
      readonly verb: Verb
      readonly request: RequestId
      readonly digest: Digest
      /** The group decided for, the condition confirmed. */
      readonly subject?: string
      /** When the person opened the request, as far as the app knows. */
      readonly openedAt?: Instant
    }
  | {
      readonly type: 'together'
      readonly group: GroupId
      /** What was on the screen: at most ten. */
      readonly shown: readonly { readonly request: RequestId; readonly digest: Digest }[]
      /** False for the page that asks which, true for the one that asks whether. */
      readonly confirmed: boolean
    }
  /** The person's own absence; `changes` is the one that is changed, null for a new one. */
  | { readonly type: 'absence'; readonly changes: number | null }

export interface Form {
  readonly purpose: FormPurpose
  readonly locale: Locale
  /** At most 24 characters: Slack's limit for a modal title, and long enough for Teams. */
  readonly title: Plain
  readonly submit: Plain
  readonly cancel: Plain
  /** What the person should know before filling it in. */
  readonly intro: readonly Rich[]
  readonly sections: readonly {
    readonly title: Plain | null
    /** A request that the person should look at, with the way to the whole of it. */
    readonly about?: {
      readonly request: RequestId
      readonly lines: readonly Rich[]
      readonly details: Plain
    }
    readonly fields: readonly Field[]
  }[]
}

/** A file as the platform names it, not fetched yet. */
export interface PlatformFile {
  readonly id: string
  /** As the platform calls it, where it says so, to name the file when it cannot be fetched. */
  readonly name?: string
}
export type FieldValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'choice'; readonly id: string | null }
  | { readonly type: 'choices'; readonly ids: readonly string[] }
  | { readonly type: 'instant'; readonly at: Instant | null }
  | { readonly type: 'files'; readonly added: readonly PlatformFile[]; readonly kept: readonly Digest[] }
/** Field id to what was entered. Text is as typed: trimmed and checked by the app, not by the adapter. */
export type FormValues = Readonly<Record<string, FieldValue>>

/** Field id to what is wrong with it, in the person's language. */
export type FieldErrors = Readonly<Record<string, Plain>>
