/** What configuration decides about pages that are kept. */
export interface PageVaultOptions {
  /**
   * Compressed, all pages together; what was seen longest ago goes first, and what LiveRC shows no
   * more last. 0: none is kept.
   */
  maxBytes: number;
}

export const PAGE_VAULT_OPTIONS = Symbol('PAGE_VAULT_OPTIONS');
