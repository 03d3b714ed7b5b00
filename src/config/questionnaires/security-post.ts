import type { Questionnaire } from '../../domain/risk/types.ts'

/** What a post gives away to an attacker, and what an attacker can make of it. */
export const securityPost: Questionnaire = {
  id: 'security-post',
  version: 1,
  title: { en: 'Security: post', de: 'Sicherheit: Beitrag' },
  questions: [
    {
      id: 'reveals',
      text: {
        en: 'What could an attacker learn about our systems, people or sites?',
        de: 'Was könnten Angreifer über unsere Systeme, Menschen oder Standorte erfahren?',
      },
      hint: {
        en: 'Think of software and suppliers, names and roles, floor plans, shift times, travel plans.',
        de: 'Denken Sie an Software und Lieferanten, Namen und Rollen, Grundrisse, Schichtzeiten, Reisepläne.',
      },
      factor: 'impact',
      weight: 3,
      options: [
        {
          id: 'public',
          label: {
            en: 'Nothing beyond what is public already',
            de: 'Nichts, was nicht schon öffentlich ist',
          },
          points: 0,
        },
        {
          id: 'minor',
          label: {
            en: 'Minor details, such as a team or an office',
            de: 'Nebensächliches, etwa ein Team oder ein Büro',
          },
          points: 1,
        },
        {
          id: 'useful',
          label: {
            en: 'Details that help an attack: software, suppliers, roles, travel',
            de: 'Hilfreiches für Angriffe: Software, Lieferanten, Rollen, Reisen',
          },
          points: 3,
        },
        {
          id: 'protected',
          label: {
            en: 'Protected details: access data, security measures, home addresses',
            de: 'Geschütztes: Zugangsdaten, Schutzmaßnahmen, Privatadressen',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'media',
      text: {
        en: 'Were pictures and videos checked for metadata and for what is in the background?',
        de: 'Wurden Bilder und Videos auf Metadaten und auf den Hintergrund geprüft?',
      },
      hint: {
        en: 'Location (EXIF), badges, screens, whiteboards, keys, documents, reflections.',
        de: 'Aufnahmeort (EXIF), Ausweise, Bildschirme, Whiteboards, Schlüssel, Unterlagen, Spiegelungen.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'clean',
          label: {
            en: 'No media, or checked and metadata removed',
            de: 'Keine Medien, oder geprüft und Metadaten entfernt',
          },
          points: 0,
        },
        {
          id: 'looked_at',
          label: {
            en: 'Looked through, metadata not removed',
            de: 'Durchgesehen, Metadaten nicht entfernt',
          },
          points: 1,
        },
        {
          id: 'unchecked',
          label: { en: 'Not checked', de: 'Nicht geprüft' },
          points: 3,
        },
        {
          id: 'visible',
          label: {
            en: 'Something confidential is visible or stored in the file',
            de: 'Vertrauliches ist zu sehen oder in der Datei gespeichert',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'link',
      text: { en: 'Where do the links lead in the end?', de: 'Wohin führen die Links am Ende?' },
      hint: {
        en: 'Follow every redirect to the final address. Whoever controls the domain can change the page later.',
        de: 'Folgen Sie jeder Weiterleitung bis zum Ziel. Wer die Domain besitzt, kann die Seite später ändern.',
      },
      factor: 'likelihood',
      weight: 3,
      options: [
        {
          id: 'own',
          label: {
            en: 'No link, or a page on a domain we control',
            de: 'Kein Link, oder eine Seite auf einer Domain in unserer Hand',
          },
          points: 0,
        },
        {
          id: 'known',
          label: {
            en: 'A known partner or publisher, checked, no redirect',
            de: 'Bekannter Partner oder bekanntes Medium, geprüft, ohne Umleitung',
          },
          points: 1,
        },
        {
          id: 'campaign',
          label: {
            en: 'A landing page of a service provider, with tracking',
            de: 'Landingpage eines Dienstleisters, mit Tracking',
          },
          points: 2,
        },
        {
          id: 'redirect',
          label: {
            en: 'A short link or redirect whose target can change',
            de: 'Kurzlink oder Weiterleitung, deren Ziel sich ändern kann',
          },
          points: 3,
        },
        {
          id: 'unverified',
          label: {
            en: 'Target not verified, or an outside page that asks for a sign-in',
            de: 'Ziel ungeprüft, oder eine fremde Seite verlangt eine Anmeldung',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'publishing',
      text: {
        en: 'With what is it published, and who can do that?',
        de: 'Womit wird veröffentlicht, und wer kann das?',
      },
      hint: {
        en: 'Count the agency, the scheduling tool and everybody whose token still works.',
        de: 'Zählen Sie Agentur, Planungswerkzeug und alle mit, deren Zugriff noch gilt.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'strong',
          label: {
            en: 'Approved tool, named people, passkey or hardware key',
            de: 'Freigegebenes Werkzeug, benannte Personen, Passkey oder Hardwareschlüssel',
          },
          points: 0,
        },
        {
          id: 'approved',
          label: {
            en: 'Approved tool, named people, another second factor',
            de: 'Freigegebenes Werkzeug, benannte Personen, anderer zweiter Faktor',
          },
          points: 1,
        },
        {
          id: 'outside',
          label: {
            en: 'An agency or influencer whose access we do not manage',
            de: 'Agentur oder Influencer, deren Zugang wir nicht verwalten',
          },
          points: 3,
        },
        {
          id: 'weak',
          label: {
            en: 'A shared password, or no second factor',
            de: 'Gemeinsames Passwort, oder kein zweiter Faktor',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'imitation',
      text: {
        en: 'How well could fraudsters use an imitation of this post?',
        de: 'Wie gut könnten Betrüger eine Nachahmung dieses Beitrags nutzen?',
      },
      hint: {
        en: 'Copied most: prize draws, job offers, payment and delivery notices, new support contacts.',
        de: 'Am häufigsten kopiert: Gewinnspiele, Stellen, Zahlungs- und Lieferhinweise, neue Supportkontakte.',
      },
      factor: 'likelihood',
      weight: 2,
      options: [
        {
          id: 'hardly',
          label: { en: 'Hardly: it asks nobody to do anything', de: 'Kaum: Er fordert zu nichts auf' },
          points: 0,
        },
        {
          id: 'little',
          label: { en: 'A little: it invites people to read on', de: 'Etwas: Er lädt zum Weiterlesen ein' },
          points: 1,
        },
        {
          id: 'well',
          label: {
            en: 'Well: prize draw, discount, job offer or download',
            de: 'Gut: Gewinnspiel, Rabatt, Stellenangebot oder Download',
          },
          points: 3,
        },
        {
          id: 'very_well',
          label: {
            en: 'Very well: it asks for data, sign-in, payment or messages',
            de: 'Sehr gut: Er verlangt Daten, Anmeldung, Zahlung oder Nachrichten',
          },
          points: 4,
        },
      ],
    },
    {
      id: 'timing',
      text: {
        en: 'Does the time of publication help an attacker?',
        de: 'Hilft der Zeitpunkt der Veröffentlichung Angreifern?',
      },
      hint: {
        en: 'Posting after the event, and while somebody can react, lowers this risk.',
        de: 'Nach dem Ereignis zu posten, und wenn jemand reagieren kann, senkt dieses Risiko.',
      },
      factor: 'likelihood',
      weight: 1,
      options: [
        {
          id: 'no',
          label: {
            en: 'No, and somebody is there to react',
            de: 'Nein, und jemand ist da, der reagieren kann',
          },
          points: 0,
        },
        {
          id: 'unattended',
          label: {
            en: 'It goes out while nobody watches the replies',
            de: 'Er erscheint, während niemand die Reaktionen verfolgt',
          },
          points: 2,
        },
        {
          id: 'live',
          label: {
            en: 'It tells live where people or valuables are, or are not',
            de: 'Er verrät live, wo Menschen oder Werte sind oder fehlen',
          },
          points: 3,
        },
        {
          id: 'incident',
          label: {
            en: 'It touches an open incident or a weakness not yet fixed',
            de: 'Er berührt einen offenen Vorfall oder eine offene Schwachstelle',
          },
          points: 4,
          atLeast: 'high',
        },
      ],
    },
    {
      id: 'worst',
      text: {
        en: 'If the post were misused or falsified: what is the worst that could happen?',
        de: 'Wenn der Beitrag missbraucht oder verfälscht wird: Was geschieht schlimmstenfalls?',
      },
      factor: 'impact',
      weight: 2,
      options: [
        {
          id: 'nothing',
          label: { en: 'We delete it and move on', de: 'Wir löschen ihn, und es geht weiter' },
          points: 0,
        },
        {
          id: 'questions',
          label: {
            en: 'Questions and annoyance among followers',
            de: 'Rückfragen und Ärger bei Followern',
          },
          points: 1,
        },
        {
          id: 'harm',
          label: {
            en: 'Customers or staff are harmed, the press asks',
            de: 'Kunden oder Beschäftigte nehmen Schaden, die Presse fragt nach',
          },
          points: 3,
        },
        {
          id: 'severe',
          label: {
            en: 'People are in danger, large losses, the share price moves',
            de: 'Menschen sind in Gefahr, hohe Verluste, der Kurs reagiert',
          },
          points: 4,
        },
      ],
    },
  ],
}
