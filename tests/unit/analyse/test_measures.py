import numpy as np
import pytest

from onrecord.analyse.measures import agreement, cohen_kappa, interval, resamples, s_score, scott_pi

# Cohen's table of two raters and three categories, 200 cases: agreement .70, by chance .41
TABLE = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
X = np.array([k - 1 for k, row in enumerate(TABLE) for count in row for _ in range(count)], np.int8)
Y = np.array([j - 1 for row in TABLE for j, count in enumerate(row) for _ in range(count)], np.int8)
WHOLE = np.ones((1, 200))


def ones(n: int) -> np.ndarray:
    return np.ones((1, n))


def test_kappa_of_cohens_example() -> None:
    assert agreement(X, Y, WHOLE)[0] == pytest.approx(0.70)
    assert cohen_kappa(X, Y, WHOLE)[0] == pytest.approx((0.70 - 0.41) / 0.59)


def test_pi_takes_the_mean_of_both_marginals() -> None:
    # means of the marginals .6 .3 .1 and .5 .3 .2: .55² + .3² + .15² = .415
    assert scott_pi(X, Y, WHOLE)[0] == pytest.approx((0.70 - 0.415) / 0.585)


def test_s_by_hand() -> None:
    # distances 0, 2, 0, 1 of at most 2 each: 1 - 2 * 3 / 8
    x, y = np.array([1, 1, -1, 0], np.int8), np.array([1, -1, -1, 1], np.int8)
    assert s_score(x, y, ones(4))[0] == pytest.approx(0.25)
    assert s_score(x, x, ones(4))[0] == 1
    assert s_score(np.array([1, -1], np.int8), np.array([-1, 1], np.int8), ones(2))[0] == -1


def test_chance_corrected_measures_are_undefined_where_all_say_the_same() -> None:
    same = np.ones(5, np.int8)
    assert np.isnan(cohen_kappa(same, same, ones(5))[0])
    assert np.isnan(scott_pi(same, same, ones(5))[0])
    assert agreement(same, same, ones(5))[0] == 1


def test_weights_count_units_as_often_as_they_say() -> None:
    x, y = np.array([1, -1], np.int8), np.array([1, 1], np.int8)
    assert agreement(x, y, np.array([[3.0, 1.0]]))[0] == pytest.approx(0.75)
    twice = cohen_kappa(np.repeat(X, 2), np.repeat(Y, 2), ones(400))[0]
    assert cohen_kappa(X, Y, np.full((1, 200), 2.0))[0] == pytest.approx(twice)


def test_resamples_are_the_same_for_a_seed_and_draw_as_many_units() -> None:
    drawn = resamples(7, 50, 3)
    assert (drawn.sum(1) == 7).all()
    assert (drawn == np.random.default_rng(3).multinomial(7, np.full(7, 1 / 7), 50)).all()
    assert not (drawn == resamples(7, 50, 4)).all()


def test_interval_holds_the_value_and_is_withheld_where_mostly_undefined() -> None:
    ends = interval(agreement(X, Y, resamples(200, 500, 1)))
    assert ends is not None
    assert ends[0] < 0.70 < ends[1]
    # the standard error of a share of .7 of 200 is .032
    assert ends[1] - ends[0] == pytest.approx(4 * 0.0324, rel=0.2)
    assert interval(np.array([np.nan, np.nan, 0.5])) is None
