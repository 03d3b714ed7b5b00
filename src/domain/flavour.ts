/**
 * Nominal names for primitive types. A flavour accepts a plain literal (so tests stay readable) but two different
 * flavours do not mix: a `GroupId` is not a `PersonId`. Rejected: hard brands, which need a cast at every literal.
 */
declare const flavour: unique symbol
export type Flavour<Base, Name extends string> = Base & { readonly [flavour]?: Name }

/** Milliseconds since 1970-01-01T00:00:00Z. Never local time. */
export type Instant = Flavour<number, 'Instant'>
/** A person in the directory, the same across chat platforms. */
export type PersonId = Flavour<string, 'PersonId'>
/** The key of a reviewing group in the configuration, for example `security`. */
export type GroupId = Flavour<string, 'GroupId'>
/** The identity of a request's stream of events. People say its number instead. */
export type RequestId = Flavour<string, 'RequestId'>
/** Lower-case hexadecimal SHA-256. */
export type Digest = Flavour<string, 'Digest'>
