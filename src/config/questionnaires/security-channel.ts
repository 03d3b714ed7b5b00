import type { Questionnaire } from '../../domain/risk/types.ts'

/**
 * How easily the account can be taken over, and how long a takeover would last. The pattern behind the first two
 * questions is the takeover of the SEC's account on X in January 2024: a SIM swap reset the password, and the second
 * factor, switched off half a year earlier at the staff's own request, had never been switched on again.
 */
export const securityChannel: Questionnaire = {
  id: 'security-channel',
  version: 1,
  title: { en: 'Security: new channel', de: 'Sicherheit: neuer Kanal' },
  questions: [
    {
      id: 'mfa',
      text: {
        en: 'How is signing in protected, for everybody who has access?',
        de: 'Wie ist die Anmeldung geschützt, bei allen mit Zugang?',
      },
      hint: {
        en: 'The weakest way in counts. Codes by text message fall to a SIM swap, codes from an app to phishing.',
        de: 'Der schwächste Weg zählt. SMS-Codes sind durch SIM-Swapping angreifbar, App-Codes durch Phishing.',
      },
      factor: 'likelihood',
      weight: 3,
      options: [
        {
          id: 'phishing_resistant',
          label: {
            en: 'Passkey or hardware key, or our single sign-on with one',
            de: 'Passkey oder Hardwareschlüssel, auch über unser Single Sign-on',
          },
          points: 0,
        },
        {
          id: 'app',
          label: { en: 'Authenticator app', de: 'Authenticator-App' },
          points: 1,
        },
        {
          id: 'sms',
          label: { en: 'Code by text message or call', de: 'Code per SMS oder Anruf' },
          points: 3,
          atLeast: 'medium',
        },
        {
          id: 'none',
          label: {
            en: 'No second factor, or not for everybody',
            de: 'Kein zweiter Faktor, oder nicht bei allen',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'recovery',
      text: {
        en: 'What is enough to reset the password or to switch the second factor off?',
        de: 'Was genügt, um das Passwort zurückzusetzen oder den zweiten Faktor abzuschalten?',
      },
      hint: {
        en: 'SEC on X, 2024: the factor was off for months at staff’s request, then a SIM swap was enough.',
        de: 'SEC auf X, 2024: Faktor auf eigenen Wunsch monatelang aus, dann genügte ein SIM-Swapping.',
      },
      factor: 'likelihood',
      weight: 3,
      options: [
        {
          id: 'two_people',
          label: {
            en: 'Protected company mailbox, and two people must agree',
            de: 'Geschütztes Firmenpostfach, und zwei Personen müssen zustimmen',
          },
          points: 0,
        },
        {
          id: 'company_mailbox',
          label: {
            en: 'Protected company mailbox, one person can do it',
            de: 'Geschütztes Firmenpostfach, eine Person kann es allein',
          },
          points: 1,
        },
        {
          id: 'phone',
          label: {
            en: 'A company phone number alone resets it',
            de: 'Eine Firmentelefonnummer allein genügt',
          },
          points: 3,
          atLeast: 'medium',
        },
        {
          id: 'private',
          label: {
            en: 'A private mailbox or number, or nobody knows',
            de: 'Privates Postfach oder private Nummer, oder niemand weiß es',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'access',
      text: {
        en: 'Who has access, and how fast is it gone when somebody leaves?',
        de: 'Wer hat Zugang, und wie schnell ist er weg, wenn jemand geht?',
      },
      hint: {
        en: 'Include agencies and freelancers, and sessions that stay signed in on phones.',
        de: 'Auch Agenturen und Freie, und Sitzungen, die auf Telefonen angemeldet bleiben.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'own_same_day',
          label: {
            en: 'Own sign-ins with least roles, removed the same day',
            de: 'Eigene Zugänge mit geringsten Rechten, am selben Tag entzogen',
          },
          points: 0,
        },
        {
          id: 'own_by_hand',
          label: {
            en: 'Own sign-ins, removed by hand within a week',
            de: 'Eigene Zugänge, von Hand binnen einer Woche entzogen',
          },
          points: 1,
        },
        {
          id: 'vault',
          label: {
            en: 'One sign-in in the password manager, changed when somebody leaves',
            de: 'Ein Zugang im Passwortmanager, bei jedem Weggang geändert',
          },
          points: 2,
        },
        {
          id: 'uncontrolled',
          label: {
            en: 'A shared password, or nobody looks after leavers',
            de: 'Geteiltes Passwort, oder niemand kümmert sich bei Weggang',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'apps',
      text: {
        en: 'What may connected third-party apps do with the account?',
        de: 'Was dürfen verbundene Apps Dritter mit dem Konto?',
      },
      hint: {
        en: 'Look at the platform’s list of connected apps: their tokens survive a change of password.',
        de: 'Sehen Sie in die Liste verbundener Apps: Ihre Tokens überleben einen Passwortwechsel.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'none',
          label: { en: 'None is connected', de: 'Keine ist verbunden' },
          points: 0,
        },
        {
          id: 'least',
          label: {
            en: 'Approved apps with the least permissions, reviewed every year',
            de: 'Freigegebene Apps mit geringsten Rechten, jährlich geprüft',
          },
          points: 1,
        },
        {
          id: 'broad',
          label: {
            en: 'Approved apps that may publish and read messages',
            de: 'Freigegebene Apps, die posten und Nachrichten lesen dürfen',
          },
          points: 2,
        },
        {
          id: 'unapproved',
          label: {
            en: 'Apps nobody approved, or with full control of the account',
            de: 'Apps ohne Freigabe, oder mit voller Kontrolle über das Konto',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'platform',
      text: {
        en: 'What do we know of the platform’s security and of where it keeps the data?',
        de: 'Was wissen wir über die Sicherheit der Plattform und den Ort der Daten?',
      },
      hint: {
        en: 'Past breaches, audit reports, help for hijacked accounts, country, access by authorities.',
        de: 'Vorfälle, Prüfberichte, Hilfe bei gekaperten Konten, Land, Zugriff von Behörden.',
      },
      factor: 'impact',
      weight: 2,
      options: [
        {
          id: 'good',
          label: {
            en: 'Good record, audited, data in the EU or an adequate country',
            de: 'Bewährt, auditiert, Daten in der EU oder in sicherem Drittland',
          },
          points: 0,
        },
        {
          id: 'acceptable',
          label: {
            en: 'Incidents were handled openly, safeguards for data abroad',
            de: 'Offener Umgang mit Vorfällen, Garantien für Daten im Ausland',
          },
          points: 1,
        },
        {
          id: 'weak',
          label: {
            en: 'Weak record, or no help when an account is hijacked',
            de: 'Schlechter Ruf, oder keine Hilfe bei gekaperten Konten',
          },
          points: 3,
        },
        {
          id: 'unknown',
          label: {
            en: 'Operator unknown, or access by a hostile state is likely',
            de: 'Betreiber unbekannt, oder Zugriff eines feindlichen Staates naheliegend',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'takeover',
      text: {
        en: 'If the account were taken over, how soon would we notice and stop it?',
        de: 'Wenn das Konto gekapert würde: Wie schnell merken und beenden wir es?',
      },
      hint: {
        en: 'Who gets the alert at night, who calls the platform, who tells customers and the press?',
        de: 'Wer wird nachts alarmiert, wer ruft die Plattform an, wer informiert Kunden und Presse?',
      },
      factor: 'impact',
      weight: 3,
      options: [
        {
          id: 'any_time',
          label: {
            en: 'Within an hour at any time, and we have practised it',
            de: 'Binnen einer Stunde, jederzeit, und wir haben es geübt',
          },
          points: 0,
        },
        {
          id: 'working_hours',
          label: {
            en: 'Within an hour in working hours, with a written plan',
            de: 'Binnen einer Stunde während der Arbeitszeit, mit Notfallplan',
          },
          points: 1,
        },
        {
          id: 'next_day',
          label: {
            en: 'On the next working day, without a plan',
            de: 'Am nächsten Arbeitstag, ohne Notfallplan',
          },
          points: 3,
        },
        {
          id: 'by_chance',
          label: { en: 'When somebody happens to tell us', de: 'Wenn es uns zufällig jemand sagt' },
          points: 4,
          atLeast: 'medium',
        },
      ],
    },
    {
      id: 'closure',
      text: {
        en: 'What happens to the account when we no longer use it?',
        de: 'Was geschieht mit dem Konto, wenn wir es nicht mehr nutzen?',
      },
      hint: {
        en: 'Forgotten accounts are taken over quietly, and a released handle can be registered by anybody.',
        de: 'Vergessene Konten werden unbemerkt gekapert, und freigegebene Namen kann jeder übernehmen.',
      },
      factor: 'impact',
      weight: 1,
      options: [
        {
          id: 'planned',
          label: {
            en: 'Owner, yearly review and steps for closing are set down',
            de: 'Verantwortung, jährliche Prüfung und Schließung sind geregelt',
          },
          points: 0,
        },
        {
          id: 'owner_only',
          label: {
            en: 'There is an owner, but no date and no steps',
            de: 'Es gibt Verantwortliche, aber weder Termin noch Ablauf',
          },
          points: 2,
        },
        {
          id: 'nothing',
          label: { en: 'Nothing is planned', de: 'Nichts ist geplant' },
          points: 4,
        },
      ],
    },
  ],
}
