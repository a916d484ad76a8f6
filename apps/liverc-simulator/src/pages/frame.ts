/**
 * What surrounds every page, put together from pieces that are made once. It has the real site's
 * distractions: advertising scripts, commented-out menus, links to other tracks, and an overlay
 * that says LOADING although the page is complete.
 */
export interface Frame {
  /** Text of the title element, already escaped. */
  title: string;
  /** Which extra files the page loads. */
  assets: 'plain' | 'tables' | 'charts';
  /** The catalogue has no menu of a track. */
  withoutTrackMenu?: boolean;
  body: string;
}

const VERSION = '1203';

const HEAD_OPEN = `<!DOCTYPE html>
<html lang="en">

	<head>
		
		<!-- Document Type -->
		<meta charset="utf-8" />
		<meta http-equiv="Content-Language" content="en-us" />
		<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
		<meta http-equiv="X-UA-Compatible" content="IE=edge" />
		<meta name="format-detection" content="telephone=no" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		
		<!-- Page Info -->
		<title>`;

function stylesheet(path: string): string {
  return `<link rel="stylesheet" type="text/css" media="screen" href="${path}?${VERSION}" />\n\t\t\t\t\t\t\t`;
}

function adSlots(plan: string, count: number, size: string, mapping: string): string {
  let lines = '';
  for (let n = 1; n <= count; n++) {
    lines += `\n\t\t\t\tgptAdSlots.push(googletag.defineSlot('/10000000/${plan}_${n}', ${size}, '${plan}_${n}')`;
    lines += `.defineSizeMapping(${mapping}).setCollapseEmptyDiv(false).addService(googletag.pubads()));`;
  }
  return lines;
}

const HEAD_MIDDLE = `</title>
		<meta name="Copyright" content="2014-2026 LiveRC" />
		<meta name="Description" content="Live and archived results, scoring, and video on LiveRC.com." />
		<meta name="robots" content="index, follow" />
		
		<!-- Thumbnails and Icons -->
		<link rel="icon" type="image/x-ico" href="/images/static/favicon.png" />
		
		<!-- Bootstrap Core CSS -->
		<link href="/vendor/bootstrap/css/bootstrap.min.css" rel="stylesheet" />
		
		<!-- Custom Fonts -->
		<link rel="stylesheet" type="text/css" href="/vendor/font-awesome/css/font-awesome.min.css" />
		
		<!-- CSS Files -->
		${stylesheet('/css/global/global.default.css')}`;

const HEAD_CLOSE = `
		<!-- jQuery -->
		<script src="/lib/jquery/jquery.min.js"></script>

		<!-- Ads -->
		<script type="text/javascript">
			var googletag = googletag || {};
			googletag.cmd = googletag.cmd || [];
			
			// GPT slots
			var gptAdSlots = [];
			
			googletag.cmd.push(function()
			{
				//XS: 0-575
				//SM: 576-767
				//MD: 768-991
				var mapping01 = googletag.sizeMapping().
					addSize([768, 200], [300, 100]). //MD and Up
					addSize([0, 0], [320, 50]). //XS-SM Only
					build();${adSlots('top', 4, '[[300, 100], [320, 50]]', 'mapping01')}${adSlots('edge', 4, '[[300, 100], [320, 50]]', 'mapping01')}
				
				var mapping02 = googletag.sizeMapping().
					addSize([0, 0], [300, 250]). //XS-XL
					build();${adSlots('chat', 1, '[300, 250]', 'mapping02')}
				
				googletag.pubads().enableSingleRequest();
				googletag.enableServices();
			});
			
			//reload ads every 2 minutes
			setInterval(function()
			{
				googletag.pubads().refresh(gptAdSlots);
				return false;
			}, 120000);
		</script>
		
		<script type="text/javascript">
			var domain = 'liverc.com';
		</script>
	</head>
	
	<body>
		
		<div id="fb-root"></div>
		<script>
			(function(d, s, id) {
				var js, fjs = d.getElementsByTagName(s)[0];
				if (d.getElementById(id)) return;
				js = d.createElement(s); js.id = id;
				js.src = "/sdk.js#xfbml=1&version=v2.6&appId=1";
				fjs.parentNode.insertBefore(js, fjs);
			}(document, 'script', 'facebook-jssdk'));
		</script>
		
		<!-- Current User -->
		<pre class="hidden" id="user_profile_data">false</pre>
		
		<!-- Wrapper -->
		<div id="wrapper">
		
			<!-- Navigation -->
			<nav class="navbar navbar-default navbar-static-top" role="navigation" style="margin-bottom: 0;">
				<div class="navbar-header fixed">
					<a class="navbar-brand" href="/"><div id="LRC-logo"></div></a>
					
						<button type="button" class="navbar-toggle" data-toggle="collapse" data-target=".navbar-collapse">
							<span class="sr-only">Toggle navigation</span>
							<span class="icon-bar"></span>
							<span class="icon-bar"></span>
						</button>
						
												<ul class="nav navbar-top-links navbar-right">
							
							<!--
							<li class="dropdown">
								<ul class="dropdown-menu dropdown-messages" id="event_calendar">
									<li><a href="//live.liverc.com/events/calendar/">Event Coverage Calendar</a></li>
								</ul>
							</li>
							-->
							
														
							<li class="dropdown">
								<ul class="dropdown-menu dropdown-user">
																			<li><a href="https://www.liverc.com/signup/" target="_blank"><i class="fa fa-user fa-fw"></i> Register</a></li>
										<li><a href="#" id="menu_log_in"><i class="fa fa-sign-in fa-fw"></i> Log In</a></li>
																	</ul>
							</li>
							
						</ul>
											
				</div>
				`;

const MENU: readonly (readonly [string, string, string])[] = [
  ['//live.liverc.com', 'fa-road', 'Switch Tracks'],
  ['/', 'fa-dashboard', 'Track Dashboard'],
  ['/live/', 'fa-hourglass', 'Watch Live'],
  ['/results/', 'fa-list-ol', 'Race Results'],
  ['/practice/', 'fa-clock-o', 'Practice Times'],
  ['/track_map/', 'fa-globe', 'Live Track Map'],
];

const TRACK_MENU = `<div class="navbar-default sidebar" role="navigation">
	<div class="sidebar-nav navbar-collapse collapse">
		<ul class="nav" id="side-menu">
			
			<!--
			<li class="sidebar-search">
				<form action="/drivers/" method="get"><input type="text" class="form-control" placeholder="Search for Driver..."></form>
			</li>
			-->

			<li>
				<div style="display: table-cell; width: 1%">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</div>
			</li>
${MENU.map(([href, icon, text]) => `\n\t\t\t\t<li><a href="${href}"><i class="fa ${icon} fa-fw"></i> ${text}</a></li>\n\t\t\t\t`).join('')}
				<!--<li><a href="/events/"><i class="fa fa-calendar fa-fw"></i> Past Events</a></li>-->
		</ul>
	</div>
	
	</div>
				
					<div class="navbar-quicklinks">
						<ul class="list-inline">
${MENU.map(([href, icon, text]) => `\t\t\t\t\t\t\t\t<li><a style="padding-top:5px; padding-bottom:0px" href="${href}"><i style="font-size:1.75em" class="fa ${icon} fa-fw"></i><div style="font-size:0.85em">${text.split(' ').at(-1)}</div></a></li>\n`).join('')}						</ul>
					</div>
`;

const NAVIGATION_CLOSE = `								
			</nav>
			
			<div id="page-wrapper">
				
								
								`;

const BODY_CLOSE = `
				
			</div>
			<!-- /#page-wrapper -->
			
		</div>
		<!-- /#wrapper -->

				
		<!-- Modals -->
		<div id="modals"></div>
		
		<!-- Loading interface screen -->
		<div id="loading_overlay">
			<div id="user_status_modal" class="modal show" role="dialog">
				<div class="vertical-alignment-helper">
					<div class="modal-dialog vertical-align-center">
						<div class="modal-content">
							<div class="modal-body text-center">
								<p><img src="/images/static/loading.svg" width="75" /></p>
								<p><strong>LOADING INTERFACE...</strong></p>
							</div>
						</div>
					</div>
				</div>
			</div>
		</div>
		
		<div id="fly_in_bg"></div>
		<div id="fly_in">
			<div class="content">
				<div class="close_fly_in">close X</div>
				<div class="ad"></div>
			</div>
		</div>
		
		<!-- JavaScript Files -->
		<script src="/js/global/global.default.min.js?${VERSION}"></script>
		<script src="/js/user/user.default.min.js?${VERSION}"></script>
		`;

const PAGE_CLOSE = `
		<!-- Bootstrap Core JavaScript -->
		<script src="/vendor/bootstrap/js/bootstrap.min.js"></script>
		
		<!-- Google reCAPTCHA -->
		<script src="//www.google.com/recaptcha/api.js?render=explicit"></script>
		
		<script>
			var showFlyInBox = false;
		</script>
		
	</body>
</html>`;

function script(path: string): string {
  return `<script type="text/javascript" src="${path}?${VERSION}"></script>\n\t\t\t\t\t\t\t\t`;
}

const TABLE_STYLES = stylesheet('/vendor/datatables/css/dataTables.bootstrap.min.css');
const TABLE_SCRIPTS = script('/vendor/datatables/js/jquery.dataTables.min.js');
const CHART_SCRIPTS =
  TABLE_SCRIPTS + script('/vendor/flot/jquery.flot.js') + script('/vendor/flot/jquery.flot.pie.js');

const STYLES = { plain: '', tables: TABLE_STYLES, charts: TABLE_STYLES };
const SCRIPTS = { plain: '', tables: TABLE_SCRIPTS, charts: CHART_SCRIPTS };

export function printPage({ title, assets, withoutTrackMenu, body }: Frame): string {
  return (
    HEAD_OPEN +
    title +
    HEAD_MIDDLE +
    STYLES[assets] +
    HEAD_CLOSE +
    (withoutTrackMenu ? '' : TRACK_MENU) +
    NAVIGATION_CLOSE +
    body +
    BODY_CLOSE +
    SCRIPTS[assets] +
    PAGE_CLOSE
  );
}
