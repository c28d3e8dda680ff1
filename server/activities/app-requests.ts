import type { Principal } from '../core/principal.ts';
import type { Result } from '../core/result.ts';
import type { Audience } from './activity.ts';

/**
 * What somebody asks for through an app of theirs (AP 6), and the boxes that they read by one. The federation layer reads
 * requests and writes documents; `features/mailbox` does what is asked, by the use cases that the web client has as well.
 */

/** What an app may say of a text; what it leaves out stays as it is, or is as usual in something new. */
export interface WrittenText {
  title?: string;
  /** Markdown; what came as HTML is a block of HTML in it, sanitised. */
  markdown?: string;
  /** Without `#`. */
  tags?: string[];
  /** Ids of uploaded files. */
  attachments?: string[];
  language?: string;
  focusQuestion?: string;
  subject?: string;
  gradeLevel?: string;
}

/** IRIs are as they came: nothing here says that they are known, or may be seen. */
export type AppRequest =
  | {
      type: 'Create';
      text: WrittenText;
      inReplyTo: string | null;
      /** A pair's thread, for what is for the partner alone. */
      context: string | null;
      feedbackKind: string | null;
      /** Of a question, what one may answer. */
      poll: { options: string[]; multiple: boolean; closesAt: Date | null } | null;
      audience: Audience;
    }
  | { type: 'Update'; object: string; text: WrittenText }
  | { type: 'Delete' | 'Follow' | 'Like' | 'Announce' | 'Accept' | 'Reject'; object: string }
  /** By the activity's own IRI, or by what it was and whom or what it was about. */
  | { type: 'Undo'; object: string | { type: 'Follow' | 'Like' | 'Announce'; object: string } }
  /** Of a post, to and from their `featured` collection. */
  | { type: 'Add' | 'Remove'; object: string; target: string };

/** A page of activities by their IRIs, newest first. */
export interface MailboxPage {
  activities: string[];
  next: string | null;
}

export interface Mailboxes {
  /**
   * Does what is asked as `account` and answers the IRI of the activity that says so. With the same `key` a Create is the
   * same one, however often it is asked for.
   */
  act(account: Principal, request: AppRequest, key: string | null): Promise<Result<string>>;
  /** What reached the account, or went out from it: without what is between partners, unless the scopes say so. */
  read(account: Principal, box: 'inbox' | 'outbox', cursor: string | null, limit: number): Promise<MailboxPage>;
}
