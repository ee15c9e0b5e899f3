"""Checks on the measure, never on a person: may a number be better than the service?"""
