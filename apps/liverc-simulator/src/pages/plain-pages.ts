import { printPage } from './frame.js';

/** The answer for a host that is no track. */
export function printUnknownTrack(): string {
  return `<!DOCTYPE html>
<html><head><title>404 Not Found</title></head><body>
<h1>Not Found</h1>
<p>The requested URL was not found on this server.</p>
<hr>
</body></html>
`;
}

/** A complete page of the site that is none of those a reader of practice asks for. */
export function printUnrelatedPage(): string {
  return printPage({
    title: 'Live Track Map :: LiveRC',
    assets: 'plain',
    body: `<div class="row page-breadcrumb">
	<div class="col-lg-12">
		<h1 class="page-header"><span class="fa fa-globe"></span> Live Track Map</h1>
	</div>
</div>
<div class="row"><div class="col-lg-12"><p>There are no practice sessions available for the given date.</p></div></div>`,
  });
}

/** What a portal between us and the site might answer with status 200. */
export function printLoginPage(): string {
  return `<!DOCTYPE html>
<html><head><title>Sign in to continue</title></head><body>
<form method="post" action="/login"><input name="user"><input name="password" type="password">
<button>Sign in</button></form>
</body></html>
`;
}
