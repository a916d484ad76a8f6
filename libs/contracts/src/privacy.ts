/** Body of `POST /privacy/requests`: that a name be hidden. */
export interface NewPrivacyRequest {
  name: string;
  /** Left out: everywhere. */
  track_id?: string;
  reason: string;
  /** Where an answer reaches who asks. */
  contact: string;
}

/** The answer to whoever asks: the same whether anybody has the name or not. */
export interface PrivacyRequestReceipt {
  asked_at: string;
  /** When it is forgotten if nobody decides. */
  kept_until: string;
}

/** A request that waits for an admin. */
export interface PrivacyRequest extends PrivacyRequestReceipt {
  id: string;
  name: string;
  /** Null: everywhere. */
  track_id: string | null;
  reason: string;
  contact: string;
}

/** Body of `POST /privacy/hidden-names`. */
export interface NewHiddenName {
  name: string;
  /** Left out: everywhere. */
  track_id?: string;
}

/** A name that is hidden. Which one it is nobody can read, admins neither. */
export interface HiddenName {
  id: string;
  /** Null: everywhere. */
  track_id: string | null;
  hidden_at: string;
}
