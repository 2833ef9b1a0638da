<?php
/**
 * Plugin Name: SEO Rank Genius Credits (reference)
 * Description: Connects the site, shows its AI credits in wp-admin, and runs one AI action behind a hold.
 * Version:     1.0.0
 * Requires PHP: 7.4
 *
 * A reference for plugin authors: everything that a plugin needs of the Credits API, in one file beside the client.
 * Set SRG_CREDITS_API in wp-config.php to the API's address.
 *
 * @package SEO_Rank_Genius
 */

defined( 'ABSPATH' ) || exit;
require_once __DIR__ . '/class-srg-credits.php';

const SRG_CREDITS_PAGE = 'srg-credits';
const SRG_TOKEN_OPTION = 'srg_site_token';
const SRG_RUN_OPTION   = 'srg_run';
const SRG_FEATURE      = 'meta-generation';

function srg_credits(): SRG_Credits {
	return new SRG_Credits( SRG_CREDITS_API, (string) get_option( SRG_TOKEN_OPTION, '' ) );
}

add_action(
	'admin_menu',
	static function () {
		add_menu_page( 'SEO Rank Genius', 'SEO Rank Genius', 'manage_options', SRG_CREDITS_PAGE, 'srg_credits_page' );
		add_submenu_page( SRG_CREDITS_PAGE, 'Credits', 'Account › Credits', 'manage_options', SRG_CREDITS_PAGE, 'srg_credits_page' );
	}
);
add_action( 'admin_post_srg_connect', 'srg_connect' );
add_action( 'admin_post_srg_launch', 'srg_launch' );
add_action( 'admin_post_srg_describe', 'srg_describe' );

/** SEO Rank Genius → Account › Credits. */
function srg_credits_page() {
	echo '<div class="wrap"><h1>Credits</h1>';
	$notice = get_transient( 'srg_notice' );
	if ( $notice ) {
		delete_transient( 'srg_notice' );
		srg_notice( $notice );
	}
	if ( '' === get_option( SRG_TOKEN_OPTION, '' ) ) {
		srg_form( 'srg_connect', 'Connect this site', '<label>License key <input name="license_key" required></label> ' );
		echo '</div>';
		return;
	}
	try {
		$credits = srg_credits()->balances();
		$tiles   = array( 'total' => 'Total Available', 'shared' => 'Shared Credits', 'domain' => 'Domain Credits' );
		echo '<p>Plan: ' . esc_html( $credits['plan']['label'] ) . '</p><div class="srg-tiles">';
		foreach ( $tiles as $pool => $title ) {
			echo '<div class="card"><h2>' . esc_html( number_format_i18n( $credits['balances'][ $pool ] ) ) . '</h2><p>' . esc_html( $title ) . '</p></div>';
		}
		echo '</div>';
		srg_form( 'srg_launch', 'Buy credits', '', '_blank' );
		srg_form( 'srg_describe', 'Write descriptions of the latest posts' );
	} catch ( SRG_Not_Connected_Error $error ) {
		srg_notice( srg_text( $error ) );
		srg_form( 'srg_connect', 'Connect this site', '<label>License key <input name="license_key" required></label> ' );
	} catch ( SRG_Credits_Error $error ) {
		srg_notice( srg_text( $error ) );
	}
	echo '</div>';
}

/** Connects the site with the owner's license key. */
function srg_connect() {
	srg_authorize( 'srg_connect' );
	try {
		$key    = sanitize_text_field( wp_unslash( $_POST['license_key'] ?? '' ) );
		$answer = ( new SRG_Credits( SRG_CREDITS_API ) )->activate( $key, home_url() );
		update_option( SRG_TOKEN_OPTION, $answer['token'], false );
		srg_back( 'Connected ' . $answer['domain'] . '.' );
	} catch ( SRG_Credits_Error $error ) {
		srg_back( srg_text( $error ) );
	}
}

/** Opens the site's Credits tab. The link is requested when the person clicks, since it lives for 60 seconds. */
function srg_launch() {
	srg_authorize( 'srg_launch' );
	try {
		$url = srg_credits()->launch_link()['url'];
		wp_redirect( $url ); // phpcs:ignore WordPress.Security.SafeRedirect -- the address is the API's.
		exit;
	} catch ( SRG_Credits_Error $error ) {
		srg_back( srg_text( $error ) );
	}
}

/**
 * Writes meta descriptions of posts. The run keeps its key and its posts until it has ended, so that a run that was
 * interrupted, or whose answer was lost, is charged once.
 */
function srg_describe() {
	srg_authorize( 'srg_describe' );
	$run = get_option( SRG_RUN_OPTION );
	if ( ! is_array( $run ) ) {
		$run = array( 'key' => SRG_Credits::new_key(), 'posts' => srg_posts_without_description() );
		if ( ! $run['posts'] ) {
			srg_back( 'Every post has a description.' );
		}
		update_option( SRG_RUN_OPTION, $run, false );
	}
	try {
		$credits = srg_credits();
		$cost    = srg_cost( $credits );
		$written = $credits->with_hold(
			$run['key'],
			SRG_FEATURE,
			$cost * count( $run['posts'] ),
			static function ( callable $use ) use ( $run, $cost ) {
				$written = 0;
				foreach ( $run['posts'] as $post_id ) {
					// A post that was written before the interruption counts too: its hold was not charged yet.
					if ( ! get_post_meta( $post_id, 'srg_description', true ) ) {
						$text = apply_filters( 'srg_generate_description', '', $post_id );
						if ( '' === $text ) {
							continue;
						}
						update_post_meta( $post_id, 'srg_description', $text );
					}
					$use( $cost );
					$written++;
				}
				return $written;
			}
		);
		delete_option( SRG_RUN_OPTION );
		srg_back( 'Wrote ' . $written . ' descriptions.' );
	} catch ( SRG_Unavailable_Error $error ) {
		// The run stays stored: the next click continues it with the same key.
		srg_back( srg_text( $error ) );
	} catch ( SRG_Credits_Error $error ) {
		delete_option( SRG_RUN_OPTION );
		srg_back( srg_text( $error ) );
	}
}

/** The least that one description costs. */
function srg_cost( SRG_Credits $credits ): int {
	foreach ( $credits->features() as $feature ) {
		if ( SRG_FEATURE === $feature['code'] ) {
			return $feature['minCredits'];
		}
	}
	throw new SRG_Credits_Error( 'This feature is no longer offered. Update the plugin.', 'feature_missing', 0 );
}

function srg_posts_without_description(): array {
	return get_posts(
		array(
			'numberposts'  => 20,
			'fields'       => 'ids',
			'meta_key'     => 'srg_description',
			'meta_compare' => 'NOT EXISTS',
		)
	);
}

/** The error's sentence, with a link to where it is solved. */
function srg_text( SRG_Credits_Error $error ): string {
	$text = esc_html( $error->getMessage() );
	return null === $error->help_url()
		? $text
		: $text . ' <a href="' . esc_url( $error->help_url() ) . '" target="_blank" rel="noopener">Open the Credits tab</a>';
}

function srg_notice( string $html ) {
	echo '<div class="notice notice-info"><p>' . wp_kses_post( $html ) . '</p></div>';
}

/** Back to the page, with a notice. */
function srg_back( string $html ) {
	set_transient( 'srg_notice', $html, 60 );
	wp_safe_redirect( admin_url( 'admin.php?page=' . SRG_CREDITS_PAGE ) );
	exit;
}

/** Admins only, and only from a form of this page. */
function srg_authorize( string $action ) {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( 'Only administrators can manage credits.' );
	}
	check_admin_referer( $action );
}

function srg_form( string $action, string $button, string $fields = '', string $target = '_self' ) {
	echo '<form method="post" target="' . esc_attr( $target ) . '" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
	wp_nonce_field( $action );
	// phpcs:ignore WordPress.Security.EscapeOutput -- fixed HTML of this file.
	echo $fields . '<input type="hidden" name="action" value="' . esc_attr( $action ) . '">';
	submit_button( $button );
	echo '</form>';
}
