<?php
// The part of WordPress that the client and the reference plugin use. Options, transients and post meta are kept in
// the file of the environment variable SRG_STATE; requests are sent with PHP's own streams.

define( 'ABSPATH', __DIR__ . '/' );
define( 'SRG_CREDITS_API', getenv( 'SRG_API' ) );

class WP_Error {}

final class Fake_WordPress {
	public static $state   = array();
	public static $actions = array();
	public static $menu    = array();

	public static function load() {
		$file        = getenv( 'SRG_STATE' );
		self::$state = $file && is_file( $file ) ? json_decode( file_get_contents( $file ), true ) : array();
	}

	public static function set( $name, $value ) {
		self::$state[ $name ] = $value;
		if ( getenv( 'SRG_STATE' ) ) {
			file_put_contents( getenv( 'SRG_STATE' ), json_encode( self::$state ) );
		}
	}
}
Fake_WordPress::load();

function wp_remote_request( $url, $args ) {
	$lines = array();
	foreach ( $args['headers'] as $name => $value ) {
		$lines[] = "$name: $value";
	}
	$http = array(
		'method'          => $args['method'],
		'header'          => implode( "\r\n", $lines ),
		'content'         => (string) $args['body'],
		'timeout'         => $args['timeout'],
		'ignore_errors'   => true,
		'follow_location' => $args['redirection'],
	);
	$body = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
	// A body that ends early is an error to WordPress, as is no answer.
	if ( false === $body || ! isset( $http_response_header ) ) {
		return new WP_Error();
	}
	$headers = array();
	foreach ( array_slice( $http_response_header, 1 ) as $line ) {
		list( $name, $value )          = explode( ':', $line, 2 );
		$headers[ strtolower( $name ) ] = trim( $value );
	}
	if ( isset( $headers['content-length'] ) && strlen( $body ) < (int) $headers['content-length'] ) {
		return new WP_Error();
	}
	return array( 'status' => (int) explode( ' ', $http_response_header[0] )[1], 'headers' => $headers, 'body' => $body );
}

function is_wp_error( $answer ) { return $answer instanceof WP_Error; }
function wp_remote_retrieve_response_code( $answer ) { return $answer['status']; }
function wp_remote_retrieve_header( $answer, $name ) { return $answer['headers'][ $name ] ?? ''; }
function wp_remote_retrieve_body( $answer ) { return $answer['body']; }

function get_option( $name, $default = false ) { return Fake_WordPress::$state[ $name ] ?? $default; }
function update_option( $name, $value, $autoload = null ) { Fake_WordPress::set( $name, $value ); }
function delete_option( $name ) { Fake_WordPress::set( $name, null ); }
function get_transient( $name ) { return Fake_WordPress::$state[ $name ] ?? false; }
function set_transient( $name, $value, $seconds ) { Fake_WordPress::set( $name, $value ); }
function delete_transient( $name ) { Fake_WordPress::set( $name, null ); }
function get_post_meta( $id, $name, $single ) { return Fake_WordPress::$state[ "$name-$id" ] ?? ''; }
function update_post_meta( $id, $name, $value ) { Fake_WordPress::set( "$name-$id", $value ); }
function get_posts( $query ) {
	$without = static function ( $id ) { return '' === get_post_meta( $id, 'srg_description', true ); };
	return array_values( array_filter( array( 41, 42, 43 ), $without ) );
}

function add_action( $name, $callback ) { Fake_WordPress::$actions[ $name ] = $callback; }
function do_action( $name ) { call_user_func( Fake_WordPress::$actions[ $name ] ); }
function apply_filters( $name, $value, $id ) {
	// The AI; it dies at the post of SRG_DIES_AT, as a PHP process does at its time limit.
	if ( (string) $id === getenv( 'SRG_DIES_AT' ) ) {
		posix_kill( getmypid(), 9 );
	}
	return "Description of post $id.";
}
function add_menu_page( $title, $menu, $capability, $slug, $callback ) { Fake_WordPress::$menu[] = $menu; }
function add_submenu_page( $parent, $title, $menu, $capability, $slug, $callback ) {
	Fake_WordPress::$menu[]          = $menu;
	Fake_WordPress::$actions[ $slug ] = $callback;
}

function current_user_can( $capability ) { return getenv( 'SRG_USER' ) !== 'editor'; }
function check_admin_referer( $action ) {
	if ( ( $_POST['_wpnonce'] ?? '' ) !== "nonce-$action" ) {
		wp_die( 'The link you followed has expired.' );
	}
}
function wp_nonce_field( $action ) { echo "<input type=\"hidden\" name=\"_wpnonce\" value=\"nonce-$action\">"; }
function wp_die( $text ) { echo "died: $text"; exit; }
function wp_redirect( $url ) { echo "redirect: $url"; }
function wp_safe_redirect( $url ) { echo "redirect: $url"; }
function admin_url( $path ) { return "https://wordpress.example/wp-admin/$path"; }
function home_url() { return getenv( 'SRG_HOME' ); }
function esc_html( $text ) { return htmlspecialchars( $text ); }
function esc_attr( $text ) { return htmlspecialchars( $text ); }
function esc_url( $url ) { return htmlspecialchars( $url ); }
function wp_kses_post( $html ) { return $html; }
function sanitize_text_field( $text ) { return trim( strip_tags( $text ) ); }
function wp_unslash( $text ) { return stripslashes( $text ); }
function number_format_i18n( $number ) { return number_format( $number ); }
function submit_button( $text ) { echo '<button type="submit">' . esc_html( $text ) . '</button>'; }
