/** The track whose pages are read. */
export interface PageTrack {
  id: string;
  slug: string;
  name: string;
}
