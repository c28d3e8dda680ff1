import type { Transporter } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
  /** The same for each attempt, so that a mail which was sent twice shows once in programs that look. */
  messageId: string;
}

export interface Mailer {
  /** @throws with `isRefusal` when the server will not take it, and otherwise when it may later. */
  send(mail: Mail): Promise<void>;
  /** @throws when the server cannot be reached or does not let us in. */
  verify(): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 15_000;

/** Sends by SMTP, whose URL says how: `smtps://user:password@mail.example`. */
export function createMailer(smtpUrl: string, from: string): Mailer {
  let loading: Promise<Transporter> | null = null;
  /** Loaded with the first mail. */
  function transport(): Promise<Transporter> {
    loading ??= import('nodemailer').then(({ default: nodemailer }) =>
      nodemailer.createTransport({
        url: smtpUrl,
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
        dnsTimeout: TIMEOUT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
    );
    return loading;
  }
  return {
    async send(mail) {
      await (await transport()).sendMail({ from, ...mail });
    },
    async verify() {
      await (await transport()).verify();
    },
    close: () => void loading?.then((open) => open.close()),
  };
}

/** Whether no mail can be had off now, whoever it is for: nobody answers, does not let us in, or is about to close. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isAuthentication = 'code' in error && error.code === 'EAUTH';
  return isAuthentication || !('responseCode' in error) || error.responseCode === 421;
}

/** Whether trying again later cannot help (RFC 5321 4.2.1: a 5yz reply). */
export function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  // 530, 535 and the like are about our own account there, which an admin may yet put right.
  return code >= 550 && code < 560;
}
