<?php
/**
 * Client of the SEO Rank Genius Credits API. One file, no dependencies. PHP 7.4 to 8.4.
 *
 * The caller owns the idempotency keys: create one per action with SRG_Credits::new_key(), store it with the action
 * (post meta, job row), and pass it again until the call returns. A repeated key is charged once, however many
 * requests were sent.
 *
 * @package SEO_Rank_Genius
 */

/**
 * A failed call. getMessage() is a sentence for the person at the screen.
 */
class SRG_Credits_Error extends RuntimeException {
	/** @var string The API's code, or 'no_answer' or 'broken_answer'. */
	private $error_code;

	/** @var int The HTTP status; 0 without an answer. */
	private $status;

	/** @var array The members of the problem: required, available, topUpUrl, upgradeUrl, errors, … */
	private $facts;

	public function __construct( string $message, string $error_code, int $status, array $facts = array() ) {
		parent::__construct( $message );
		$this->error_code = $error_code;
		$this->status     = $status;
		$this->facts      = $facts;
	}

	public function error_code(): string {
		return $this->error_code;
	}

	public function status(): int {
		return $this->status;
	}

	/** One fact of the problem; null if it has none of this name. */
	public function fact( string $name ) {
		return $this->facts[ $name ] ?? null;
	}

	/** Where a person solves the problem: buys credits or changes the plan. Null if there is no such place. */
	public function help_url(): ?string {
		return $this->facts['topUpUrl'] ?? $this->facts['upgradeUrl'] ?? null;
	}
}

/** Too few credits: facts 'required', 'available', 'topUpUrl'. The same key works after a top-up. */
final class SRG_Insufficient_Credits_Error extends SRG_Credits_Error {}

/** The plan or license does not allow it: Free plan, suspended license, site limit, site cap. */
final class SRG_Plan_Error extends SRG_Credits_Error {}

/** The site's token is missing, replaced or ended. Connect the site again. */
final class SRG_Not_Connected_Error extends SRG_Credits_Error {}

/** No usable answer after all attempts. It is unknown whether credits moved: call again with the same key. */
final class SRG_Unavailable_Error extends SRG_Credits_Error {}

/** The API. Every call returns the decoded answer or throws a SRG_Credits_Error. */
final class SRG_Credits {
	const VERSION = '1.0.0';

	const FEATURES_CACHE = 'srg_credits_features';

	/** @var string The API's address, such as https://credits.example/api/v1. */
	private $api;

	/** @var string The site's token; empty before activation. */
	private $token;

	/** @var array<string, float|int> See the constructor. */
	private $options;

	/** @var callable See the constructor. */
	private $transport;

	/** @var array|null The features, read once per request. */
	private $features = null;

	/**
	 * @param string        $api       The API's address, such as https://credits.example/api/v1.
	 * @param string        $token     The site's token; empty before activation.
	 * @param array         $options   timeout: seconds per attempt (5; the API answers within 3). budget: seconds for
	 *                                 all attempts (15; below PHP's usual limit of 30). attempts: at most (4).
	 *                                 pause: seconds before the first retry, doubled each time (0.3).
	 * @param callable|null $transport function (method, url, headers, body, timeout): array( status, headers, body ),
	 *                                 with lower-case header names, and status 0 when no answer arrived. Null for
	 *                                 WordPress's HTTP functions.
	 */
	public function __construct( string $api, string $token = '', array $options = array(), ?callable $transport = null ) {
		$this->api       = rtrim( $api, '/' );
		$this->token     = $token;
		$this->options   = $options + array(
			'timeout'  => 5,
			'budget'   => 15,
			'attempts' => 4,
			'pause'    => 0.3,
		);
		$this->transport = $transport ?? array( __CLASS__, 'wordpress' );
	}

	/** A new idempotency key. Store it with the action before the first call. */
	public static function new_key(): string {
		return bin2hex( random_bytes( 16 ) );
	}

	/**
	 * Connects a domain to a license. Repeatable: each call returns a new token and ends the one before. Store
	 * 'token' at once; this object uses it from now on.
	 */
	public function activate( string $license_key, string $domain ): array {
		$answer      = $this->call( 'POST', '/sites/activate', array( 'licenseKey' => $license_key, 'domain' => $domain ), 'token' );
		$this->token = $answer['token'];
		return $answer;
	}

	/** Disconnects the site and ends its token. Its credits stay with the site. Repeatable. */
	public function deactivate(): void {
		try {
			$this->call( 'POST', '/sites/deactivate', null, null );
		} catch ( SRG_Not_Connected_Error $error ) {
			// An earlier attempt, whose answer was lost, has ended the token.
			unset( $error );
		}
		$this->token = '';
	}

	/** Plan and balances: 'plan', 'balances' (total, shared, domain), 'topUpUrl'. */
	public function balances(): array {
		return $this->call( 'GET', '/credits', null, 'balances' );
	}

	/** The features with 'code', 'name', 'minCredits', 'maxCredits'. Cached for an hour. */
	public function features(): array {
		if ( null === $this->features && function_exists( 'get_transient' ) ) {
			$cached         = get_transient( self::FEATURES_CACHE );
			$this->features = is_array( $cached ) ? $cached : null;
		}
		if ( null === $this->features ) {
			$this->features = $this->call( 'GET', '/features', null, 'features' )['features'];
			if ( function_exists( 'set_transient' ) ) {
				set_transient( self::FEATURES_CACHE, $this->features, 3600 );
			}
		}
		return $this->features;
	}

	/** What a run of so many pages may cost: 'min', 'max', 'available', 'enough', 'shortBy', 'suggestedPack'. */
	public function estimate( string $feature, int $pages ): array {
		return $this->call( 'POST', '/credits/estimate', compact( 'feature', 'pages' ), 'enough' );
	}

	/**
	 * Charges credits × quantity before an action: 'transactionId', 'charged', 'balances'.
	 *
	 * @param string      $key       The action's key, from new_key().
	 * @param string      $feature   The code of a feature.
	 * @param int         $credits   Credits per action, within the feature's range.
	 * @param int         $quantity  Number of actions, all or none.
	 * @param string|null $reference Your own text, such as a post's id.
	 */
	public function spend( string $key, string $feature, int $credits, int $quantity = 1, ?string $reference = null ): array {
		return $this->call( 'POST', '/credits/spend', compact( 'feature', 'credits', 'quantity', 'reference' ), 'transactionId', $key );
	}

	/**
	 * Gives a spend back within 24 hours, for example when the action failed.
	 *
	 * @param string   $key            A key of its own, from new_key().
	 * @param string   $transaction_id Of the spend.
	 * @param int|null $credits        How many; null for all that is left of it.
	 */
	public function give_back( string $key, string $transaction_id, ?int $credits = null ): array {
		$path = '/credits/spend/' . rawurlencode( $transaction_id ) . '/give-back';
		return $this->call( 'POST', $path, null === $credits ? new stdClass() : compact( 'credits' ), 'returned', $key );
	}

	/** Reserves credits for a run: 'holdId', 'held', 'expiresAt', 'balances'. End it with capture() or release(). */
	public function hold( string $key, string $feature, int $credits, int $expires_in_seconds = 900, ?string $reference = null ): array {
		$body = compact( 'feature', 'credits', 'reference' ) + array( 'expiresInSeconds' => $expires_in_seconds );
		return $this->call( 'POST', '/credits/holds', $body, 'holdId', $key );
	}

	/** Charges part or all of a hold and returns the rest. Repeatable with the same number. */
	public function capture( string $hold_id, int $credits ): array {
		return $this->call( 'POST', '/credits/holds/' . rawurlencode( $hold_id ) . '/capture', compact( 'credits' ), 'charged' );
	}

	/** Returns all of a hold. Repeatable. */
	public function release( string $hold_id ): array {
		return $this->call( 'POST', '/credits/holds/' . rawurlencode( $hold_id ) . '/release', null, 'returned' );
	}

	/**
	 * Runs work behind a hold, then charges what it used and returns the rest, also when the work throws.
	 *
	 * @param string   $key     The run's key, from new_key(). A restarted run passes the same key.
	 * @param string   $feature The code of a feature.
	 * @param int      $credits The most that the run may use.
	 * @param callable $work    function ( callable $use ): mixed. It calls $use( $credits ) after each step.
	 * @return mixed What the work returns.
	 */
	public function with_hold( string $key, string $feature, int $credits, callable $work ) {
		$hold = $this->hold( $key, $feature, $credits );
		$used = 0;
		$use  = static function ( int $credits ) use ( &$used ) {
			$used += $credits;
		};
		try {
			return $work( $use );
		} finally {
			$used > 0 ? $this->capture( $hold['holdId'], $used ) : $this->release( $hold['holdId'] );
		}
	}

	/** A link that opens the site's Credits tab once, within 60 seconds: 'url', 'expiresAt'. Do not store it. */
	public function launch_link(): array {
		return $this->call( 'POST', '/launch-links', null, 'url' );
	}

	/**
	 * Verifies a webhook and returns its event: 'id', 'type', 'createdAt', 'licenseId', 'data'. Events arrive at least
	 * once and in any order: store the ids that you have handled.
	 *
	 * @param string   $payload   The request's body as it arrived: file_get_contents( 'php://input' ).
	 * @param string   $header    The Srg-Signature header: $_SERVER['HTTP_SRG_SIGNATURE'].
	 * @param string   $secret    The endpoint's signing secret.
	 * @param int      $tolerance The greatest age in seconds.
	 * @param int|null $now       Seconds since 1970; null for the clock.
	 * @throws SRG_Credits_Error With code 'bad_signature': answer 400 and do nothing.
	 */
	public static function verify_webhook( string $payload, string $header, string $secret, int $tolerance = 300, ?int $now = null ): array {
		$time       = '';
		$signatures = array();
		foreach ( explode( ',', $header ) as $part ) {
			list( $name, $value ) = explode( '=', trim( $part ), 2 ) + array( '', '' );
			if ( 't' === $name ) {
				$time = $value;
			} elseif ( 'v1' === $name ) {
				$signatures[] = $value;
			}
		}
		$expected = hash_hmac( 'sha256', $time . '.' . $payload, $secret );
		$matches  = false;
		foreach ( $signatures as $signature ) {
			$matches = hash_equals( $expected, $signature ) || $matches;
		}
		$event = json_decode( $payload, true );
		$now   = $now ?? time();
		if ( ! $matches || ! ctype_digit( $time ) || abs( $now - (int) $time ) > $tolerance || ! isset( $event['type'] ) ) {
			throw new SRG_Credits_Error( 'The webhook is not signed by the credits service.', 'bad_signature', 0 );
		}
		return $event;
	}

	/**
	 * One call, repeated with the same key until there is a usable answer, the attempts or the budget end.
	 *
	 * @param string            $method GET or POST.
	 * @param string            $path   Below the API's address.
	 * @param array|object|null $body   Null for none. Null members are left out.
	 * @param string|null       $member A member that a whole answer has; null when it has no body.
	 * @param string|null       $key    The idempotency key.
	 */
	private function call( string $method, string $path, $body, ?string $member, ?string $key = null ): array {
		$headers = array( 'Accept' => 'application/json', 'User-Agent' => 'SRG-Credits/' . self::VERSION );
		if ( '' !== $this->token ) {
			$headers['Authorization'] = 'Bearer ' . $this->token;
		}
		if ( null !== $key ) {
			$headers['Idempotency-Key'] = $key;
		}
		$text = '';
		if ( null !== $body ) {
			$headers['Content-Type'] = 'application/json';
			$text                    = (string) json_encode( is_array( $body ) ? array_filter( $body, array( __CLASS__, 'is_given' ) ) : $body );
		}

		$ends = microtime( true ) + $this->options['budget'];
		for ( $attempt = 1; ; $attempt++ ) {
			$timeout = min( $this->options['timeout'], max( 1, $ends - microtime( true ) ) );
			list( $status, $answered, $answer ) = call_user_func( $this->transport, $method, $this->api . $path, $headers, $text, $timeout );

			$decoded = json_decode( (string) $answer, true );
			if ( $status >= 200 && $status < 300 && ( null === $member || isset( $decoded[ $member ] ) ) ) {
				return is_array( $decoded ) ? $decoded : array();
			}
			// An answer without a code is not the API's: a proxy's page, or cut off.
			$is_problem = is_array( $decoded ) && isset( $decoded['code'], $decoded['detail'] ) && $status >= 400;
			if ( $is_problem && $status < 500 && 408 !== $status && 429 !== $status ) {
				throw self::error( $status, $decoded );
			}

			$pause = $this->pause( $attempt, (int) ( $answered['retry-after'] ?? 0 ) );
			if ( $attempt >= $this->options['attempts'] || microtime( true ) + $pause >= $ends ) {
				throw new SRG_Unavailable_Error(
					429 === $status ? 'Too many requests at once. Wait a moment, then try again.'
						: 'The credits service cannot be reached right now. Try again in a minute; nothing is charged twice.',
					$is_problem ? $decoded['code'] : ( 0 === $status ? 'no_answer' : 'broken_answer' ),
					$status,
					$is_problem ? $decoded : array()
				);
			}
			usleep( (int) ( $pause * 1000000 ) );
		}
	}

	/** Seconds to wait: what the answer asks for, at least the doubled pause, with jitter so that sites spread out. */
	private function pause( int $attempt, int $retry_after ): float {
		$pause = $this->options['pause'] * pow( 2, $attempt - 1 );
		return max( $retry_after, $pause * random_int( 500, 1000 ) / 1000 ) + $this->options['pause'] * random_int( 0, 500 ) / 1000;
	}

	private static function is_given( $value ): bool {
		return null !== $value;
	}

	private static function error( int $status, array $problem ): SRG_Credits_Error {
		$code = (string) $problem['code'];
		switch ( $code ) {
			case 'insufficient_credits':
			case 'site_cap_reached':
				return new SRG_Insufficient_Credits_Error( $problem['detail'] . ' Buy credits, then try again.', $code, $status, $problem );
			case 'plan_required':
			case 'license_suspended':
			case 'site_limit_reached':
				return new SRG_Plan_Error( $problem['detail'], $code, $status, $problem );
			case 'unauthorized':
				return new SRG_Not_Connected_Error( 'This site is not connected. Enter the license key to connect it.', $code, $status, $problem );
			default:
				return new SRG_Credits_Error( $problem['detail'], $code, $status, $problem );
		}
	}

	/** Sends one request with WordPress's HTTP functions. */
	private static function wordpress( string $method, string $url, array $headers, string $body, float $timeout ): array {
		$answer = wp_remote_request(
			$url,
			array(
				'method'      => $method,
				'headers'     => $headers,
				'body'        => '' === $body ? null : $body,
				'timeout'     => $timeout,
				'redirection' => 0,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return array( 0, array(), '' );
		}
		return array(
			(int) wp_remote_retrieve_response_code( $answer ),
			array( 'retry-after' => wp_remote_retrieve_header( $answer, 'retry-after' ) ),
			wp_remote_retrieve_body( $answer ),
		);
	}
}
